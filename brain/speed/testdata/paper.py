"""Times one update of the published recipe in PyTorch on the CPU: batch 10,
100 steps, 512 and 256 units, forward, backward, clipping and RMSProp, for
every number of threads. The trajectories and targets are made beforehand and
not counted; in Gridrat's `bench` they are.

    apt-get install python3-torch
    python3 brain/speed/testdata/paper.py
"""

import os
import time

import torch
from torch import nn

BATCH, STEPS, HIDDEN, PLACES, HEADS = 10, 100, 128, 256, 12


class Paper(nn.Module):
    def __init__(self, units):
        super().__init__()
        self.state = nn.Linear(PLACES + HEADS, HIDDEN)
        self.cell = nn.Linear(PLACES + HEADS, HIDDEN)
        self.core = nn.LSTM(3, HIDDEN)
        self.g = nn.Linear(HIDDEN, units, bias=False)
        self.drop = nn.Dropout(0.5)
        self.place = nn.Linear(units, PLACES)
        self.head = nn.Linear(units, HEADS)

    def forward(self, x, start):
        h, _ = self.core(x, (self.state(start)[None], self.cell(start)[None]))
        g = self.drop(self.g(h))
        return self.place(g), self.head(g)


def cross_entropy(z, target):
    return -(target * torch.log_softmax(z, -1)).sum(-1).mean()


def updates_per_second(units):
    net = Paper(units)
    x = torch.randn(STEPS, BATCH, 3)
    start = torch.rand(BATCH, PLACES + HEADS)
    places = torch.softmax(20 * torch.randn(STEPS, BATCH, PLACES), -1)
    heads = torch.softmax(torch.randn(STEPS, BATCH, HEADS), -1)
    rule = torch.optim.RMSprop(net.parameters(), lr=1e-5, alpha=0.9, momentum=0.9, eps=1e-10, foreach=True)

    def update():
        rule.zero_grad(set_to_none=True)
        p, h = net(x, start)
        (cross_entropy(p, places) + cross_entropy(h, heads)).backward()
        nn.utils.clip_grad_value_(net.parameters(), 1e-5)
        rule.step()

    for _ in range(5):
        update()
    rates = []
    for _ in range(8):
        begin = time.perf_counter()
        for _ in range(10):
            update()
        rates.append(10 / (time.perf_counter() - begin))
    return sorted(rates)[len(rates) // 2]


print("PyTorch", torch.__version__)
for threads in range(1, os.cpu_count() + 1):
    torch.set_num_threads(threads)
    for units in (512, 256):
        print("%d units, %d threads: %.1f updates/s" % (units, threads, updates_per_second(units)))
