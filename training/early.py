"""Heads after some layers: each learns what the whole network says of a sentence, and lets go what means nothing."""

import torch
from torch.nn import functional as F

import data
import fit

# A head after each of so many layers; after none it sees the words alone, and costs nothing. What is let go after the first costs a
# twelfth of the network.
AFTER = (0, 1, 2, 3, 4)


def looks(net, pieces, sentences, size=128, exact=True):
    """Of each (bag, place): for each head the mean over its own pieces by then, and the network's logits; in 16 bits unless `exact`."""
    rows = [(at, data.encode(pieces, bag, place)) for at, (bag, place) in enumerate(sentences)]
    rows.sort(key=lambda row: len(row[1][0]))
    early = [torch.zeros(len(rows), net.head.in_features) for _ in AFTER]
    late = torch.zeros(len(rows), net.head.out_features)
    seen = {}
    note = lambda after: lambda _module, _input, out: seen.update({after: out})
    hooks = [(net.layers[after - 1] if after else net.norm).register_forward_hook(note(after)) for after in AFTER]
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=not exact):
        for first in range(0, len(rows), size):
            some = rows[first : first + size]
            ids, parts, own = fit.collate([row for _, row in some])
            out = net(ids, parts, own)
            weight = own.unsqueeze(-1).float()
            at = torch.tensor([at for at, _ in some])
            for means, after in zip(early, AFTER):
                means[at] = (seen[after].float() * weight).sum(1) / weight.sum(1).clamp(min=1)
            late[at] = out.float()
    for hook in hooks:
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
