"""Writes reference.npz: losses, gradients and weights after one step of the
optimiser, for a small batch, by PyTorch in float64 (torch.lstm_cell,
torch.gru_cell, torch.distributions, autograd, torch.optim). Run it in this
folder: python3 reference.py; torch 1.13.0, numpy 1.24.2 wrote the file.

Weights are those of Gridrat's layout; row t*N+n of a batch is step t of world
n. The batch has last actions of -1 (none) and ratios in and out of the range.
"""
import numpy as np
import torch
from torch.distributions import Categorical, kl_divergence

T, N, IN, E, H, A = 5, 4, 3, 5, 4, 3
GAMMA, LAMBDA, CLIP, VALUE, ENTROPY, LIMIT, RATE = 0.9, 0.8, 0.2, 0.5, 0.02, 0.5, 0.01
DECAY, EPSILON = 0.99, 1e-3  # of RMSProp

rng = np.random.default_rng(1)
out = {}


def blocks(core):
    shapes = {"encoder_w": (IN, E), "encoder_b": (1, E)}
    if core == "lstm":
        shapes |= {"core_w": (E + H, 4 * H), "core_b": (1, 4 * H)}
    elif core == "gru":
        shapes |= {"core_w": (E + H, 3 * H), "core_b": (1, 3 * H), "core_q": (1, H)}
    else:
        shapes |= {"core_w": (E, H), "core_b": (1, H)}
    shapes |= {"heads_w": (H, A + 1), "heads_b": (1, A + 1), "skip_w": (E, A + 1), "sticky": (A, A)}
    return {k: rng.uniform(-0.7, 0.7, s).astype(np.float32).astype(np.float64) for k, s in shapes.items()}


def forward(core, w, x, last, h, c):
    """Logits [T, N, A] and values [T, N]."""
    logits, values = [], []
    for t in range(T):
        e = torch.relu(x[t] @ w["encoder_w"] + w["encoder_b"])
        if core == "lstm":
            # Gates i, j, f, o become i, f, g, o; the forget gate's 1 is a bias.
            order = np.r_[0:H, 2 * H:3 * H, H:2 * H, 3 * H:4 * H]
            m, b = w["core_w"][:, order], w["core_b"][0, order]
            one = torch.zeros(4 * H, dtype=torch.float64)
            one[H:2 * H] = 1
            h, c = torch.lstm_cell(e, (h, c), m[:E].T, m[E:].T, b, one)
            top = h
        elif core == "gru":
            m = w["core_w"]
            q = torch.cat([torch.zeros(2 * H, dtype=torch.float64), w["core_q"][0]])
            h = torch.gru_cell(e, h, m[:E].T, m[E:].T, w["core_b"][0], q)
            top = h
        else:
            top = torch.relu(e @ w["core_w"] + w["core_b"])
        y = top @ w["heads_w"] + w["heads_b"] + e @ w["skip_w"]
        onehot = torch.zeros(N, A, dtype=torch.float64)
        for n in range(N):
            if last[t, n] >= 0:
                onehot[n, last[t, n]] = 1
        logits.append(y[:, :A] + onehot @ w["sticky"])
        values.append(y[:, A])
    return torch.stack(logits), torch.stack(values)


def advantages(rewards, values):
    """The sum of GAE (eq. 16) term by term."""
    delta = rewards + GAMMA * values[1:] - values[:-1]
    adv = np.zeros((T, N))
    for t in range(T):
        for k in range(T - t):
            adv[t] += (GAMMA * LAMBDA) ** k * delta[t + k]
    return adv


for algorithm in ("ppo", "a3c"):
    for core in ("feedforward", "lstm", "gru"):
        single = lambda *s: rng.uniform(-1, 1, s).astype(np.float32)
        start = blocks(core)
        w = {k: torch.tensor(v, requires_grad=True) for k, v in start.items()}
        data = {
            "x": single(T, N, IN), "h": single(N, H), "c": single(N, H),
            "rewards": single(T, N), "old_values": single(T + 1, N),
            "last": rng.integers(-1, A, (T, N)), "actions": rng.integers(0, A, (T, N)),
        }
        x, h, c = (torch.tensor(data[k].astype(np.float64)) for k in ("x", "h", "c"))
        logits, values = forward(core, w, x, data["last"], h, c)
        old = Categorical(logits=logits.detach() + 0.5 * torch.tensor(single(T, N, A).astype(np.float64)))
        now = Categorical(logits=logits)
        actions = torch.tensor(data["actions"])
        data["old"] = old.logits.numpy()

        adv = advantages(data["rewards"].astype(np.float64), data["old_values"].astype(np.float64))
        target = adv + data["old_values"][:-1]
        used = (adv - adv.mean()) / adv.std() if algorithm == "ppo" else adv
        a = torch.tensor(used)
        value = (values - torch.tensor(target)) ** 2
        entropy = now.entropy()
        if algorithm == "ppo":
            ratio = torch.exp(now.log_prob(actions) - old.log_prob(actions))
            policy = -torch.minimum(ratio * a, torch.clamp(ratio, 1 - CLIP, 1 + CLIP) * a)
            loss = (policy + VALUE * value - ENTROPY * entropy).mean()
            data["clipped"] = np.array([((ratio - 1).abs() > CLIP).double().mean().item()])
        else:
            policy = -now.log_prob(actions) * a
            loss = (policy + VALUE * value - ENTROPY * entropy).sum(0).mean()
        loss.backward()
        data["terms"] = np.array([policy.mean().item(), value.mean().item(), entropy.mean().item(),
                                  kl_divergence(old, now).mean().item(), loss.item()])
        data["adv"], data["target"] = used, target
        norm = torch.nn.utils.clip_grad_norm_(w.values(), LIMIT)
        data["norm"] = np.array([norm.item()])
        for k, v in w.items():
            data["w_" + k], data["g_" + k] = start[k], v.grad.numpy().copy()
        if algorithm == "ppo":
            torch.optim.Adam(w.values(), lr=RATE, eps=1e-8).step()
        else:
            # Epsilon under the root and squares from 1, which torch does not have.
            with torch.no_grad():
                for v in w.values():
                    v -= RATE * v.grad / torch.sqrt(DECAY * 1 + (1 - DECAY) * v.grad ** 2 + EPSILON)
        for k, v in w.items():
            data["s_" + k] = v.detach().numpy()
        out |= {f"{algorithm}_{core}_{k}": v for k, v in data.items()}

np.savez_compressed("reference.npz", **out)
