"""The network: the encoder of all-MiniLM-L6-v2 (BERT, 6 layers of 384) with one linear layer over the sentence's own pieces."""

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

HIDDEN, HEADS, INNER, LAYERS, POSITIONS, KINDS = 384, 12, 1536, 6, 128, 9


class Layer(nn.Module):
    """Attention and a feed-forward part, each added and normalised."""

    def __init__(self, dropout):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.inner = nn.Linear(HIDDEN, INNER)
        self.outer = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = dropout

    def forward(self, x, mask):
        batch, length, _ = x.shape
        qkv = self.qkv(x).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        drop = self.dropout if self.training else 0.0
        # Written out: the fused kernel's way back is several times slower on a processor in 16 bits.
        near = (qkv[0] @ qkv[1].transpose(-2, -1)) / (HIDDEN // HEADS) ** 0.5
        seen = near.masked_fill(~mask, -1e4).softmax(-1).to(qkv.dtype) @ qkv[2]
        seen = self.out(seen.transpose(1, 2).reshape(batch, length, HIDDEN))
        x = self.norm1(x + F.dropout(seen, drop))
        inner = self.outer(F.gelu(self.inner(x)))
        return self.norm2(x + F.dropout(inner, drop))


class Net(nn.Module):
    """Pieces to one logit a kind."""

    def __init__(self, vocabulary, layers=LAYERS, dropout=0.1):
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.parts = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.head = nn.Linear(HIDDEN, KINDS)
        self.dropout = dropout

    def forward(self, ids, parts, own):
        """`parts` is 1 on the neighbours, `own` 1 on the sentence's own pieces; padding is piece 0."""
        where = torch.arange(ids.shape[1])
        x = self.norm(self.words(ids) + self.positions(where) + self.parts(parts))
        x = F.dropout(x, self.dropout, self.training)
        mask = (ids != 0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        weight = own.unsqueeze(-1).float()
        pooled = (x * weight).sum(1) / weight.sum(1).clamp(min=1)
        return self.head(F.dropout(pooled, self.dropout, self.training))


def start(path, kept):
    """The network with the base model's weights, its vocabulary pruned to the kept rows."""
    base = load_file(path)
    net = Net(len(kept))
    prefix = "" if "embeddings.word_embeddings.weight" in base else "bert."
    get = lambda name: base[prefix + name].float()
    with torch.no_grad():
        net.words.weight.copy_(get("embeddings.word_embeddings.weight")[kept])
        net.positions.weight.copy_(get("embeddings.position_embeddings.weight")[:POSITIONS])
        net.parts.weight.copy_(get("embeddings.token_type_embeddings.weight"))
        net.norm.weight.copy_(get("embeddings.LayerNorm.weight"))
        net.norm.bias.copy_(get("embeddings.LayerNorm.bias"))
        for at, layer in enumerate(net.layers):
            name = f"encoder.layer.{at}."
            for end in ("weight", "bias"):
                three = [get(f"{name}attention.self.{part}.{end}") for part in ("query", "key", "value")]
                getattr(layer.qkv, end).copy_(torch.cat(three))
                getattr(layer.out, end).copy_(get(f"{name}attention.output.dense.{end}"))
                getattr(layer.norm1, end).copy_(get(f"{name}attention.output.LayerNorm.{end}"))
                getattr(layer.inner, end).copy_(get(f"{name}intermediate.dense.{end}"))
                getattr(layer.outer, end).copy_(get(f"{name}output.dense.{end}"))
                getattr(layer.norm2, end).copy_(get(f"{name}output.LayerNorm.{end}"))
        net.head.weight.normal_(0, 0.02)
        net.head.bias.fill_(-3.0)
    return net
