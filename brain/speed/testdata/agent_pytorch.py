"""Times the network work alone of agents that learn by PPO in PyTorch on the
CPU, for every number of threads: acting, a step of all worlds at a time without
gradients, and three epochs of minibatches of whole sequences, forward and
backward, clipping and Adam. Worlds, looking, codes, drawing of actions,
advantages and the refreshing of memories cost nothing here; in Gridrat's
`bench` they are counted. Prints one JSON object a line, with the names that
`bench` writes to results.json. With a number, so many threads alone. Debian's
PyTorch takes whatever BLAS is installed; without OpenBLAS it is several times
slower.

    apt-get install python3-torch libopenblas0-pthread
    /usr/bin/python3 brain/speed/testdata/agent_pytorch.py [THREADS]
"""

import json
import os
import sys
import time

import torch
from torch import nn

# agent.NewRecipe("grid") of the square arena and of the goal-driven maze; a Go
# test compares them.
WORLDS, EPOCHS, ACTIONS = 128, 3, 6
CLIP, VALUE, ENTROPY, NORM, RATE = 0.2, 0.5, 0.02, 0.5, 1e-3
# name, inputs, encoder, hidden, steps, minibatches, skip, sticky
AGENTS = [
    ("arena, grid, lstm 64", 42, 64, 64, 50, 4, False, True),
    ("goal-driven, grid, lstm 128", 149, 128, 128, 54, 8, True, False),
]
BLAS = "OpenBLAS" if "openblas" in open("/proc/self/maps").read() else "a BLAS of another name"
LIBRARY = "PyTorch %s, %s" % (torch.__version__, BLAS)
ROUNDS = 5  # updates that are timed, after two


class Agent(nn.Module):
    def __init__(self, inputs, encoder, hidden, skip, sticky):
        super().__init__()
        self.encoder = nn.Linear(inputs, encoder)
        self.core = nn.LSTM(encoder, hidden)
        self.heads = nn.Linear(hidden, ACTIONS + 1)
        self.skip = nn.Linear(encoder, ACTIONS + 1, bias=False) if skip else None
        self.sticky = nn.Embedding(ACTIONS, ACTIONS) if sticky else None

    def forward(self, x, last, state):
        e = torch.relu(self.encoder(x))
        h, state = self.core(e, state)
        z = self.heads(h)
        if self.skip is not None:
            z = z + self.skip(e)
        logits = z[..., :ACTIONS]
        if self.sticky is not None:
            logits = logits + self.sticky(last)
        return torch.log_softmax(logits, -1), z[..., ACTIONS], state


def seconds(inputs, encoder, hidden, steps, minibatches, skip, sticky):
    """Returns the seconds of acting and of learning, update by update."""
    agent = Agent(inputs, encoder, hidden, skip, sticky)
    batch = WORLDS // minibatches
    x = torch.randn(steps, WORLDS, inputs)
    last = torch.randint(ACTIONS, (steps, WORLDS))
    begin = (torch.zeros(1, WORLDS, hidden), torch.zeros(1, WORLDS, hidden))
    parts = [
        (x[:, i:i + batch].contiguous(), last[:, i:i + batch].contiguous(),
         (begin[0][:, i:i + batch].contiguous(), begin[1][:, i:i + batch].contiguous()),
         torch.randint(ACTIONS, (steps, batch, 1)), torch.randn(steps, batch), torch.randn(steps, batch))
        for i in range(0, WORLDS, batch)]
    old = torch.full((steps, batch), -1.79)
    rule = torch.optim.Adam(agent.parameters(), lr=RATE, foreach=True)

    def act():
        state = begin
        with torch.inference_mode():
            for t in range(steps):
                _, _, state = agent(x[t:t + 1], last[t:t + 1], state)

    def learn():
        for _ in range(EPOCHS):
            for mx, mlast, mstate, action, advantage, target in parts:
                logp, value, _ = agent(mx, mlast, mstate)
                ratio = torch.exp(logp.gather(-1, action).squeeze(-1) - old)
                gain = torch.minimum(ratio * advantage, ratio.clamp(1 - CLIP, 1 + CLIP) * advantage)
                entropy = -(logp.exp() * logp).sum(-1)
                loss = (VALUE * (value - target) ** 2 - gain - ENTROPY * entropy).mean()
                rule.zero_grad(set_to_none=True)
                loss.backward()
                nn.utils.clip_grad_norm_(agent.parameters(), NORM)
                rule.step()

    times = []
    for k in range(ROUNDS + 2):
        start = time.perf_counter()
        act()
        middle = time.perf_counter()
        learn()
        if k >= 2:  # the first ones warm up
            times.append((middle - start, time.perf_counter() - middle))
    return times


for threads in [int(sys.argv[1])] if len(sys.argv) > 1 else range(1, os.cpu_count() + 1):
    torch.set_num_threads(threads)
    for name, inputs, encoder, hidden, steps, minibatches, skip, sticky in AGENTS:
        times = seconds(inputs, encoder, hidden, steps, minibatches, skip, sticky)
        rates = [sorted(WORLDS * steps / s for s in column)
                 for column in ([a + b for a, b in times], [a for a, _ in times], [b for _, b in times])]
        both, acting, learning = rates
        print(json.dumps({"library": LIBRARY, "threads": threads,
                          "name": name, "unit": "trained decisions/s",
                          "median": both[len(both) // 2], "best": both[-1],
                          "acting": acting[len(acting) // 2], "learning": learning[len(learning) // 2]}), flush=True)
