#!/usr/bin/env python3
"""Invented programmes and their true figures, for the tests of the report.

A second implementation of every figure, which shares nothing with the program: it reads the CSV
files and follows the written definitions (docs/report-json.md). Needs networkx and numpy; the fixture reads what it writes.

    python3 tests/report/reference.py            writes tests/data/{twenty-four-rounds,longer-interval}
    python3 tests/report/reference.py --check    compares with tests/data/five-rounds/truth.json
"""

import csv
import json
import math
import random
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import networkx as nx

DATA = Path(__file__).resolve().parent.parent / "data"
Z = 1.959963984540054  # the 97.5 % point of the normal distribution
RULES = ["any-yes", "strict", "any-no"]


# The figures.


def read(folder):
    """People, rounds with their matches, and everybody's answers."""
    table = lambda name: list(csv.DictReader(open(folder / name, encoding="utf-8", newline="")))
    rounds = {}
    for row in table("history.csv"):
        number = int(row["round"])
        one = rounds.setdefault(number, dict(row, number=number, matches=[], out=[]))
        people = [row[end] for end in "abc" if row[end]]
        (one["matches"] if len(people) > 1 else one["out"]).append(
            people if len(people) > 1 else people[0])
    said = {(int(row["round"]), row["person"]): row for row in table("responses.csv")}
    return table("participants.csv"), [rounds[number] for number in sorted(rounds)], said


def status(answers, rule):
    yes, no = "yes" in answers, "no" in answers
    if yes and no:
        return {"any-yes": "met", "any-no": "not-met", "strict": "unconfirmed"}[rule]
    return "met" if yes else "not-met" if no else "unconfirmed"


def wilson(k, n):
    if n == 0:
        return {"k": k, "n": n, "rate": None, "wilson95": [None, None]}
    p, z2 = k / n, Z * Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return {"k": k, "n": n, "rate": p, "wilson95": [middle - half, middle + half]}


def counts(statuses):
    of = Counter(statuses)
    return of["met"], of["not-met"], of["unconfirmed"]


def shares(statuses):
    met, not_met, open_ = counts(statuses)
    n = len(statuses)
    return {
        "met": met, "not_met": not_met, "unconfirmed": open_,
        "met_of_all": wilson(met, n), "met_of_confirmed": wilson(met, met + not_met),
        "met_rate_bounds": [met / n, (met + open_) / n],
    }


def dyadic(matches, met):
    """The mean of `met` with errors that may be shared by all matches of a person."""
    n, rate = len(matches), sum(met) / len(matches)
    error = [one - rate for one in met]
    of_person = defaultdict(set)
    for at, people in enumerate(matches):
        for person in people:
            of_person[person].add(at)
    total = 0.0
    for at, people in enumerate(matches):
        near = set().union(*(of_person[person] for person in people))
        total += error[at] * sum(error[other] for other in near)
    se, naive = math.sqrt(total) / n, math.sqrt(rate * (1 - rate) / n)
    return {"rate": rate, "se": se, "ci95": [rate - Z * se, rate + Z * se], "naive_se": naive,
            "design_effect": (se / naive) ** 2}


def network(people, edges, traits=None, full=True):
    graph = nx.Graph()
    graph.add_nodes_from(sorted(people))
    graph.add_edges_from(tuple(edge) for edge in edges)
    n, m = len(graph), graph.number_of_edges()
    parts = sorted((part for part in nx.connected_components(graph)), key=len, reverse=True)
    figures = {
        "nodes": n, "edges": m, "isolates": nx.number_of_isolates(graph),
        "components": len(parts), "largest_component": len(parts[0]),
        "largest_share": len(parts[0]) / n, "density": nx.density(graph), "mean_degree": 2 * m / n,
        "average_clustering": nx.average_clustering(graph),
    }
    largest = [graph.subgraph(part) for part in parts if len(part) == len(parts[0])]
    if traits is not None and len(parts[0]) > 1:
        lengths = [(nx.average_shortest_path_length(part), nx.diameter(part)) for part in largest]
        figures["mean_shortest_path_largest"], figures["diameter_largest"] = max(lengths)
    if not full:
        return figures
    degree = dict(graph.degree())
    figures |= {
        "components_without_isolates": sum(len(part) > 1 for part in parts),
        "max_degree": max(degree.values()), "transitivity": nx.transitivity(graph),
        "component_sizes": [len(part) for part in parts if len(part) > 1],
        "degree_histogram": nx.degree_histogram(graph),
        "global_efficiency": nx.global_efficiency(graph),
        "degree_assortativity": nx.degree_assortativity_coefficient(graph),
        "bridges": sum(1 for _ in nx.bridges(graph)),
        "articulation_points": sum(1 for _ in nx.articulation_points(graph)),
    }
    between = nx.betweenness_centrality(graph)
    order = sorted(between, key=lambda one: (-round(between[one], 12), one))
    figures["top_betweenness"] = [[one, between[one]] for one in order[:10]]
    figures["ei"] = {}
    for trait, of in traits.items():
        # An empty cell is no group: whose trait is unknown is left out, with all their lines.
        known = graph.subgraph(one for one in graph if of[one])
        nx.set_node_attributes(graph, of, trait)
        figures["assortativity_" + trait] = nx.attribute_assortativity_coefficient(known, trait)
        external, m = sum(of[a] != of[b] for a, b in known.edges), known.number_of_edges()
        sizes, n = Counter(of[one] for one in known).values(), len(known)
        figures["ei"][trait] = {
            "external": external, "internal": m - external, "index": (2 * external - m) / m,
            "expected_random": 1 - 2 * sum(k * (k - 1) for k in sizes) / (n * (n - 1)),
        }
    return figures


def distribution(numbers):
    return {str(value): count for value, count in sorted(Counter(numbers).items())}


def truth(folder, rule, today, marks=()):
    roster, rounds, said = read(folder)
    traits = {t: {p["id"]: p[t] for p in roster} for t in ("sector", "organisation", "region")}
    answers_of = lambda number, people: [
        said[number, one]["answer"] for one in people if (number, one) in said]
    figures, everything, in_round = [], [], []
    seen, offered, joined, met_edges = set(), set(), {}, set()
    by_round_network, reasons_match, none_given = [], Counter(), 0
    reasons_answer, missing_answers = Counter(), 0
    totals = {one: Counter() for one in RULES}
    streaks, longest, meetings, matches_of = Counter(), Counter(), Counter(), Counter()
    for at, one in enumerate(rounds):
        number, matches = one["number"], one["matches"]
        is_open = today <= date.fromisoformat(one["closes"])
        people = {person for match in matches for person in match}
        before = in_round[-1] if in_round else set()
        in_round.append(people)
        said_here = [answers_of(number, match) for match in matches]
        statuses = [status(words, rule) for words in said_here]
        for other in RULES:
            totals[other].update(status(words, other) for words in said_here)
        connections = [frozenset(two) for match in matches for two in combinations(match, 2)]
        repeats = sum(two in offered for two in connections)
        offered.update(connections)
        new = 0
        for match, state in zip(matches, statuses):
            for two in combinations(match, 2) if state == "met" else ():
                new += frozenset(two) not in met_edges
                met_edges.add(frozenset(two))
        answered = sum((number, person) in said for person in people)
        joiners = people - seen
        for person in joiners:
            joined[person] = at
        seen |= people
        share = shares(statuses)
        n = len(matches)
        figures.append({
            "round": number, "sent": one["date"],
            "interval_months": int(one["interval_months"]), "open": is_open,
            "participants": len(people), "matches": n,
            "triples": sum(len(match) == 3 for match in matches), "byes": len(one["out"]),
            "joiners": len(joiners), "returners": len(people - joiners - before),
            "retained": len(people & before), "lapsed": len(before - people),
            "ever_participated": len(seen),
            "growth_pct": 100 * (len(people) - len(before)) / len(before) if before else None,
            **share, "red_lines": share["not_met"] + share["unconfirmed"],
            "unconfirmed_of_all": wilson(share["unconfirmed"], n),
            "not_met_of_all": wilson(share["not_met"], n),
            "answers": answered, "response_rate": wilson(answered, len(people)),
            "repeat_edges": repeats, "repeat_share": repeats / len(connections),
            "new_connections": new, "cumulative_connections": len(met_edges),
            "cumulative_offered": len(offered),
        })
        by_round_network.append(
            {"round": number, **network(seen, met_edges, traits, full=False)})
        for match, words, state in zip(matches, said_here, statuses):
            everything.append((match, state, words, is_open))
            rows = [said[number, person] for person in match if (number, person) in said]
            for row in rows:
                if row["answer"] in ("no", "not-yet"):
                    reasons_answer[row["reason_code"]] += bool(row["reason_code"])
                    missing_answers += not row["reason_code"]
            if state != "met":
                given = [(row["answered_on"], match.index(row["person"]), row["reason_code"])
                         for row in rows if row["answer"] != "yes" and row["reason_code"]]
                if given:
                    reasons_match[min(given)[2]] += 1
                else:
                    none_given += 1
            awaited = is_open and state == "unconfirmed"
            for person in match:
                matches_of[person] += 1
                meetings[person] += state == "met"
                if not awaited:
                    streaks[person] = 0 if state == "met" else streaks[person] + 1
                    longest[person] = max(longest[person], streaks[person])
    sizes = [len(people) for people in in_round]
    plain = [one["number"] not in marks for one in rounds]
    changes = [b - a for a, b, x, y in zip(sizes, sizes[1:], plain, plain[1:]) if x and y]
    drift = sum(changes) / len(changes)
    variance = sum((c - drift) ** 2 for c in changes) / (len(changes) - 1)
    forecast = []
    for h in (1, 2, 3):
        mean, sd = sizes[-1] + h * drift, math.sqrt(variance * (h + h * h / len(changes)))
        forecast.append({"h": h, "mean": mean, "sd": sd, "pi95": [mean - Z * sd, mean + Z * sd]})
    retention = [len(a & b) / len(a) for a, b in zip(in_round, in_round[1:])]
    counted = [r for r, x, y in zip(retention, plain, plain[1:]) if x and y]
    cohorts = {}
    for at, one in enumerate(rounds):
        cohort = {person for person, first in joined.items() if first == at}
        if cohort:
            active = [len(cohort & people) for people in in_round[at:]]
            cohorts[str(one["number"])] = {"size": len(cohort), "active": active}
    active = {p["id"] for p in roster if p["status"] == "active"}
    used = [two for two in offered if two <= active]
    partners = max(Counter(person for two in used for person in two).values(), default=0)
    n = len(active)
    assert n % 2 == 0, "the bounds for an odd number are not defined here"
    statuses = [state for _, state, _, _ in everything]
    words = [words for _, _, words, _ in everything]
    two_or_more = sum(len(one) > 1 for one in words)
    conflicts = sum("yes" in one and "no" in one for one in words)
    rows = sum(map(len, words))
    persons = sum(len(match) for match, _, _, _ in everything)
    closed = [state for _, state, _, is_open in everything if not is_open]
    intervals = []
    for months in sorted({int(one["interval_months"]) for one in rounds}):
        own = [one for one in figures if one["interval_months"] == months
               and not one["open"] and one["round"] not in marks]
        if own:
            met, of = sum(one["met"] for one in own), sum(one["matches"] for one in own)
            intervals.append({"interval_months": months, "rounds": len(own), "matches": of,
                              "met": met, "met_of_all": wilson(met, of),
                              "met_per_month": met / (months * len(own))})
    overall = {
        "matches": len(everything), **shares(statuses), "registered": len(roster),
        "ever_participated": len(seen), "never_participated": len(roster) - len(seen),
        "status_counts": dict(Counter(p["status"] for p in roster)),
        "met_of_all_dyadic": dyadic([m for m, *_ in everything], [s == "met" for s in statuses]),
        "closed": {"matches": len(closed), **shares(closed)},
    }
    if len(closed) < len(statuses):
        overall["closed"]["open_round"] = rounds[-1]["number"]
        overall["closed"]["awaited"] = figures[-1]["unconfirmed"]
    del overall["closed"]["met_rate_bounds"], overall["closed"]["met_of_confirmed"]
    return {
        "rule": rule,
        "totals_by_rule": {
            one: {state: totals[one][state] for state in ("met", "not-met", "unconfirmed")}
            for one in RULES},
        "answers": {
            "rows": rows, "persons_matched": persons, "matches_with_any": sum(map(bool, words)),
            "matches_with_two_or_more": two_or_more, "conflicts": conflicts,
            "conflict_rate_of_two_or_more": conflicts / two_or_more,
            "response_rate": wilson(rows, persons),
        },
        "intervals": intervals,
        "rounds": figures, "overall": overall, "cohorts": cohorts,
        "round_to_round_retention": retention, "mean_retention": sum(counted) / len(counted),
        "reasons_by_answer": {code: k for code, k in reasons_answer.items() if k},
        "reasons_missing_answers": missing_answers,
        "reasons_by_match": {"(none given)": none_given, **reasons_match},
        "people": {
            "current_red_streak": distribution(streaks[one] for one in seen),
            "longest_red_streak": distribution(longest[one] for one in seen),
            "meetings_per_person": distribution(meetings[one] for one in seen),
            "never_met_anyone": sum(meetings[one] == 0 for one in seen),
            "streak_3_or_more": sorted(one for one in seen if streaks[one] >= 3),
            "matches_per_person_mean": persons / len(seen),
        },
        "network": network(seen, met_edges, traits),
        "network_by_round": by_round_network,
        "network_offered": {
            key: value for key, value in network(seen, offered, traits).items() if key in (
                "nodes", "edges", "isolates", "components", "components_without_isolates",
                "largest_component", "largest_share", "density", "mean_degree", "max_degree",
                "average_clustering", "transitivity")},
        "runway": {
            "active": n, "max_previous_partners_among_active": partners,
            "guaranteed_lower": max(0, n // 2 - partners), "upper": n - 1 - partners,
            "used_share_of_possible": len(used) / (n * (n - 1) / 2),
        },
        "forecast_drift": forecast,
    }


# The programmes.

CODES = ["busy", "no-reply", "rescheduled", "away", "forgot", "contact", "tech", "shifts",
         "motivation", "no-permission", "other"]
SECTORS = ["council", "nhs", "charity", "university", "agency", "police"]
REGIONS = ["North", "South", "Wales", "Scotland", ""]


def invent(folder, seed, size, intervals, base, sit_out):
    """Writes a programme: people join, pause, come back, leave; some pairs are repeats."""
    chance = random.Random(seed).random
    pick = lambda some: some[int(chance() * len(some))]
    organisations = ["Organisation %d" % k for k in range(1, size // 9)]
    start = date(2023, 1, 9)
    roster = [{
        "id": "P%04d" % k, "name": "Person %d" % k, "email": "p%d@sample.example" % k,
        "organisation": pick(organisations) if chance() < 0.95 else "",
        "sector": pick(SECTORS), "region": pick(REGIONS), "status": "active",
    } for k in range(1, size + 1)]
    keen = {p["id"]: 0.25 + 0.75 * chance() for p in roster}
    firm = {p["id"]: 0.3 + 0.7 * chance() for p in roster}
    first = {p["id"]: 0 if chance() < 0.35 else int(chance() * (len(intervals) + 2))
             for p in roster}
    gone, history, responses, sent = {}, [], [], start
    for at, months in enumerate(intervals):
        number, closes = at + 1, sent + timedelta(days=28 * months - 4)
        order = [p for p in keen
                 if first[p] <= at and gone.get(p, 99) > at and chance() < keen[p]]
        for last in range(len(order) - 1, 0, -1):
            other = int(chance() * (last + 1))
            order[last], order[other] = order[other], order[last]
        matches = [order[k:k + 2] for k in range(0, len(order) - 1, 2)]
        out = [order[-1]] if len(order) % 2 else []
        if out and not (sit_out and number % 2):
            matches[-1] += out
            out = []
        if history and number % 5 == 0:  # two people of an early round once more
            a, b = history[0][5:7]
            people = {person for match in matches for person in match}
            if a not in people and b not in people and a not in out and b not in out:
                matches.append([a, b])
        for k, match in enumerate(matches, 1):
            pair = "R%02d-%03d" % (number, k)
            history.append([number, sent, closes, months, pair, *match, *[""] * (3 - len(match))])
            happened = chance() < (base + 0.08 * months) * math.sqrt(
                firm[match[0]] * firm[match[1]]) * 1.35
            code = pick(CODES[:3] if chance() < 0.6 else CODES)
            for person in match:
                if chance() > 0.45 + 0.4 * firm[person]:
                    continue
                slip = chance() < 0.04
                word = ("no" if happened else "yes") if slip else (
                    "yes" if happened else "not-yet" if chance() < 0.2 else "no")
                given = code if word != "yes" and chance() < 0.7 else ""
                if given and chance() < 0.2:
                    given = pick(CODES)
                day = sent + timedelta(days=int(chance() * 28 * months))
                if at == len(intervals) - 1 and chance() < 0.5:
                    continue
                responses.append([number, pair, person, day, word, given])
        for person in order:
            if chance() < 0.03:
                gone[person] = at + 1
        sent += timedelta(days=28 * months)
        for person in out:
            history.append([number, history[-1][1], closes, months, "", person, "", ""])
    for p in roster:
        if p["id"] in gone:
            p["status"] = "left"
        elif chance() < 0.1:
            p["status"] = "paused"
    if sum(p["status"] == "active" for p in roster) % 2:
        next(p for p in roster if p["status"] == "active")["status"] = "paused"
    folder.mkdir(exist_ok=True)
    table(folder / "participants.csv", list(roster[0]), [list(p.values()) for p in roster])
    table(folder / "history.csv", "round date closes interval_months pair a b c".split(), history)
    table(folder / "responses.csv", "round pair_id person answered_on answer reason_code".split(),
          responses)


def table(path, headings, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([headings, *rows])


def write_truth(folder, rule, today, marks=()):
    figures = truth(folder, rule, today, marks)
    name = "truth.json" if rule == "any-yes" else f"truth-{rule}.json"
    (folder / name).write_text(json.dumps(figures, separators=(",", ":")) + "\n", "utf-8")
    return figures


def leaves(value, path=""):
    if isinstance(value, (dict, list)):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in inner:
            yield from leaves(one, f"{path}/{key}")
    else:
        yield path, value


def check():
    """Whether this file agrees with figures that were computed elsewhere."""
    folder = DATA / "five-rounds"
    ours = dict(leaves(truth(folder, "any-yes", date(2025, 7, 15))))
    theirs = dict(leaves(json.loads((folder / "truth.json").read_text("utf-8"))))
    same = lambda a, b: a == b or isinstance(a, (int, float)) and isinstance(
        b, (int, float)) and abs(a - b) < 1e-9
    wrong = [path for path in theirs if path not in ours or not same(ours[path], theirs[path])]
    for path in wrong:
        print(f"{path}: {theirs[path]}, here {ours.get(path)}")
    print(f"{len(theirs) - len(wrong)} of {len(theirs)} agree")
    return not wrong


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(not check())
    long = DATA / "twenty-four-rounds"
    invent(long, 24, 400, [1] * 24, 0.45, sit_out=True)
    write_truth(long, "any-yes", date(2030, 1, 1))
    slow = DATA / "longer-interval"
    invent(slow, 3, 90, [1] * 5 + [2] * 4 + [3] * 3, 0.5, sit_out=False)
    last = date.fromisoformat(read(slow)[1][-1]["date"])
    for rule in RULES:
        write_truth(slow, rule, last + timedelta(days=10), marks={4})
