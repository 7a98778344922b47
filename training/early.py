"""A head after the first layers: it learns what the whole network says of a sentence, and lets go what means nothing."""

import torch
from torch.nn import functional as F

import data
import fit

AFTER = 2


def looks(net, pieces, sentences, size=128, exact=True):
    """Of each (bag, place): the mean over its own pieces after the first layers, and the network's logits; in 16 bits unless `exact`."""
    rows = [(at, data.encode(pieces, bag, place)) for at, (bag, place) in enumerate(sentences)]
    rows.sort(key=lambda row: len(row[1][0]))
    early, late = torch.zeros(len(rows), net.head.in_features), torch.zeros(len(rows), net.head.out_features)
    seen = {}
    hook = net.layers[AFTER - 1].register_forward_hook(lambda _module, _input, out: seen.update(out=out))
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=not exact):
        for first in range(0, len(rows), size):
            some = rows[first : first + size]
            ids, parts, own = fit.collate([row for _, row in some])
            out = net(ids, parts, own)
            weight = own.unsqueeze(-1).float()
            at = torch.tensor([at for at, _ in some])
            early[at] = (seen["out"].float() * weight).sum(1) / weight.sum(1).clamp(min=1)
            late[at] = out.float()
    hook.remove()
    return early, late


def train(early, late, fits, seed, steps=1500):
    """A linear layer that tells from `early` what `late` says, of the kinds that fit."""
    torch.manual_seed(seed)
    head = torch.nn.Linear(early.shape[1], late.shape[1])
    torch.nn.init.zeros_(head.weight)
    torch.nn.init.constant_(head.bias, -3.0)
    optimiser = torch.optim.Adam(head.parameters(), lr=0.01)
    pace = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / steps)
    meant = torch.sigmoid(late)
    weight = fits * (1 + 4 * meant)
    for _ in range(steps):
        some = torch.randint(len(early), (1024,))
        loss = F.binary_cross_entropy_with_logits(head(early[some]), meant[some], reduction="none") * weight[some]
        loss = loss.sum() / weight[some].sum() + 1e-5 * head.weight.square().sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        pace.step()
    return head.requires_grad_(False)
