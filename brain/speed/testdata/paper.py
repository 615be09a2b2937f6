"""Times one update of the published recipe in PyTorch on the CPU: batch 10,
100 steps, 512 and 256 units, forward, backward, clipping and RMSProp, for
every number of threads. The trajectories and targets are made beforehand and
not counted; in Gridrat's `bench` they are. Prints one JSON object a line, with
the names that `bench` writes to results.json.

    apt-get install python3-torch
    /usr/bin/python3 brain/speed/testdata/paper.py
"""

import json
import os
import time

import torch
from torch import nn

# gridnet.NewPaper(); a Go test compares them.
BATCH, STEPS, HIDDEN, PLACES, HEADS = 10, 100, 128, 256, 12
UNITS = (512, 256)
DROPOUT, RATE, CLIP = 0.5, 1e-5, 1e-5


class Paper(nn.Module):
    def __init__(self, units):
        super().__init__()
        self.state = nn.Linear(PLACES + HEADS, HIDDEN)
        self.cell = nn.Linear(PLACES + HEADS, HIDDEN)
        self.core = nn.LSTM(3, HIDDEN)
        self.g = nn.Linear(HIDDEN, units, bias=False)
        self.drop = nn.Dropout(DROPOUT)
        self.place = nn.Linear(units, PLACES)
        self.head = nn.Linear(units, HEADS)

    def forward(self, x, start):
        h, _ = self.core(x, (self.state(start)[None], self.cell(start)[None]))
        g = self.drop(self.g(h))
        return self.place(g), self.head(g)


def cross_entropy(z, target):
    return -(target * torch.log_softmax(z, -1)).sum(-1).mean()


def updates_per_second(units):
    """Returns the rates of blocks of ten updates, sorted."""
    net = Paper(units)
    x = torch.randn(STEPS, BATCH, 3)
    start = torch.rand(BATCH, PLACES + HEADS)
    places = torch.softmax(20 * torch.randn(STEPS, BATCH, PLACES), -1)
    heads = torch.softmax(torch.randn(STEPS, BATCH, HEADS), -1)
    rule = torch.optim.RMSprop(net.parameters(), lr=RATE, alpha=0.9, momentum=0.9, eps=1e-10, foreach=True)

    def update():
        rule.zero_grad(set_to_none=True)
        p, h = net(x, start)
        (cross_entropy(p, places) + cross_entropy(h, heads)).backward()
        nn.utils.clip_grad_value_(net.parameters(), CLIP)
        rule.step()

    for _ in range(20):  # to warm up
        update()
    rates = []
    for _ in range(8):
        begin = time.perf_counter()
        for _ in range(10):
            update()
        rates.append(10 / (time.perf_counter() - begin))
    return sorted(rates)


for threads in range(1, os.cpu_count() + 1):
    torch.set_num_threads(threads)
    for units in UNITS:
        r = updates_per_second(units)
        print(json.dumps({"library": "PyTorch " + torch.__version__, "threads": threads,
                          "name": "paper, %d units, %d x %d steps" % (units, BATCH, STEPS), "unit": "updates/s",
                          "median": r[len(r) // 2], "best": r[-1]}), flush=True)
