#!/usr/bin/env python3
"""Holds the formats of `headroom check` and `headroom report` against their schemas, and against hostile text.

Usage: formats.py HEADROOM [PLAN...]

HEADROOM is the tool. Each PLAN is a plan file; by default all plans in data/examples. `.ci/formats` runs this file with
the packages that it needs. It prints a line for each check, a sentence for each violation, and exits with status 1 if
there is one.
"""

import csv
import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import cmarkgfm
import html5lib
import jsonschema
import pandas
import wcwidth
from cmarkgfm.cmark import Options
from lxml import etree

# html5lib says so when a name in broken markup is not one in XML.
warnings.simplefilter("ignore", html5lib.constants.DataLossWarning)

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "Tests" / "Fixtures"

# The characters that a comment on GitHub may have.
LONGEST_COMMENT = 65_536
# The limits of https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
MOST_RUNS, MOST_RESULTS, MOST_SHOWN, MOST_RULES, MOST_TAGS = 20, 25_000, 5_000, 25_000, 20
LONGEST_DESCRIPTION, LONGEST_SARIF = 1024, 10_000_000
# The width of a terminal that nobody has resized.
WIDTH = 80
# The violations of one check that are printed.
MOST_PRINTED = 12
VERDICTS = ("fail", "warn", "unknown", "note", "pass")

# Each check: the sentence that it stands for. They are printed in this order.
CHECKS = {
    "sarif-schema": "SARIF is valid by the schema of OASIS",
    "sarif-github": "SARIF keeps the rules and limits of code scanning",
    "sarif-text": "messages in SARIF have no links and no placeholders",
    "sarif-prints": "fingerprints are there, differ from each other, and are what code scanning reads",
    "sarif-moved": "fingerprints survive moved lines and other numbers",
    "sarif-category": "each plan has its own category in code scanning",
    "junit-schema": "JUnit is valid by the schema of Jenkins' xUnit plugin",
    "junit-counts": "the counts in JUnit add up",
    "junit-limit": "--fail-on decides what is a failure in JUnit",
    "junit-names": "no two cases in JUnit have the same name",
    "junit-text": "the text of a failure in JUnit has lines",
    "markdown": "Markdown has a marker, one heading, whole tables and closed details",
    "markdown-safe": "text in Markdown becomes no markup, link, mention or emoji",
    "markdown-size": "Markdown of a large plan fits into a comment",
    "summary": "--summary appends the same Markdown",
    "csv": "csv and pandas read the same tables, and all rows are as long as the header",
    "csv-formulas": "no text in CSV is a formula",
    "html": "text on the page becomes no markup",
    "json": "JSON has no control characters, and the text of the plan",
    "github": "each line of -o github is the command of a finding, or the sentence at the end",
    "text": "text for terminals has no control characters, and is aligned",
    "text-width": "no line of -o table is wider than 80 cells",
    "shown": "every format shows the names of the plan",
    "commands": "no line of the other formats is a command for a runner",
    "accepted": "plans with hostile text are read, and errors about them are harmless",
    "bytes": "two runs in different surroundings write the same bytes",
    "self-test": "each check finds a mistake that is put into an output",
}


class Ledger:
    """What was checked, and what was found."""

    def __init__(self):
        self.counts = Counter()
        self.violations = []

    def expect(self, check, holds, sentence):
        """Counts a check, and notes a violation in a sentence if it does not hold."""
        assert check in CHECKS, check
        self.counts[check] += 1
        if not holds:
            self.violations.append((check, sentence() if callable(sentence) else sentence))
        return bool(holds)

    def about(self, check, label):
        """Returns a function that does the same for one check of what has a label."""
        def expect(holds, sentence):
            return self.expect(check, holds, lambda: f"{label}: {sentence() if callable(sentence) else sentence}")
        return expect

    def add(self, other):
        self.counts += other.counts
        self.violations += other.violations


# Running the tool


class Tool:
    """The tool, which is run in folders of its own."""

    def __init__(self, path):
        self.path = str(Path(path).resolve())

    def run(self, arguments, folder, environment=None):
        surroundings = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}
        surroundings.update(environment or {})
        result = subprocess.run(
            [self.path, *arguments], cwd=folder, env=surroundings, capture_output=True, timeout=300, check=False)
        return result.returncode, result.stdout.decode(), result.stderr.decode()

    FORMATS = ("table", "csv", "json", "html", "markdown", "junit", "sarif", "github")

    def reports(self, plan, folder, environment=None, wide=True, formats=FORMATS):
        """Returns all formats of the report on a plan by their names, `error` if it cannot be read."""
        out = Path(tempfile.mkdtemp(dir=folder))
        options = [word for name in formats for word in ("-o", name)]
        status, printed, errors = self.run(
            ["report", "-f", plan, "--out-dir", str(out), "--exit-zero", *options], folder, environment)
        if status not in (0, 2) or not (out / "headroom.sarif").exists():
            return {"error": errors or f"exit status {status}"}
        names = {
            "table": "report.txt", "json": "assessment.json", "html": "index.html", "markdown": "report.md",
            "junit": "junit.xml", "sarif": "headroom.sarif"}
        found = {name: read(out / file) for name, file in names.items() if name in formats}
        found["github"] = printed
        found["stderr"] = errors.replace(str(out), "OUT")
        for file in sorted(out.glob("*.csv")):
            found[f"csv:{file.stem}"] = read(file)
        if wide:
            summary = out / "summary"
            _, found["wide"], _ = self.run(
                ["check", "-f", plan, "-o", "wide", "--summary", "--exit-zero"], folder,
                {**(environment or {}), "GITHUB_STEP_SUMMARY": str(summary)})
            found["summary"] = read(summary)
            _, found["quiet"], _ = self.run(["check", "-f", plan, "--quiet", "--exit-zero"], folder, environment)
        shutil.rmtree(out)
        return found


def read(path):
    # Without the translation of line endings, which would hide a carriage return.
    return path.read_bytes().decode()


# Text


def is_printable(value):
    """Whether a character neither controls a terminal nor changes the direction of writing."""
    if value < 0x20 or 0x7F <= value < 0xA0 or value in (0x61C, 0x200E, 0x200F, 0xFEFF):
        return False
    if 0x2028 <= value < 0x202F or 0x2066 <= value < 0x206A:
        return False
    return value & 0xFFFE != 0xFFFE if value < 0x10000 else not 0xE0000 <= value < 0xE0080


def printable(text):
    """Returns a text as Headroom shows it, with escapes for what must not be printed."""
    named = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return "".join(
        character if is_printable(ord(character)) else named.get(character, f"\\u{{{ord(character):X}}}")
        for character in text)


def squashed(text):
    """Returns a text with single spaces, and as it was before a command in it was made harmless."""
    return " ".join(text.replace("#\\#[", "##[").replace("\\::", "::").split())


def shown(text):
    """Returns how a text of a plan is shown: its beginning, because long texts are cut off."""
    return squashed(printable(text))[:40].strip()


# What .NET takes for white space, at which the runner of GitHub Actions trims a line before it looks for a command.
RUNNER_SPACES = "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


def commands(text):
    """Returns the lines that the runner of GitHub Actions would take for commands."""
    return [
        line for line in re.split("\r\n|\r|\n", text) if line.lstrip(RUNNER_SPACES).startswith("::") or "##[" in line]


# Payloads: a label, and a text that is put wherever a plan accepts text.

PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "iframe": "<iframe src=//evil.example></iframe>",
    "svg": "<svg onload=alert(1)><foreignObject>",
    "attribute": "\" onmouseover=\"alert(1)\" x='",
    "attribute-2": "' autofocus onfocus='alert(1)",
    "end-of-title": "</title></style></svg></table></details></body><h1>x</h1>",
    "entities": "&lt;script&gt;&#60;b&#x3e;&amp;lt;&nbsp;&copy",
    "pipes": "a|b||c\\|d\\\\|e",
    "backticks": "`a` ``b`` ```c",
    "fence": "~~~x ~~a~~ ~b~",
    "link": "[a](javascript:alert(1)) [b](http://evil.example)",
    "reference": "[a][b] [c]: http://evil.example",
    "footnote": "[^1] [x] [ ]",
    "picture": "![a](http://evil.example/x.png)",
    "angle-link": "<http://evil.example> <a@evil.example>",
    "emphasis": "*a* **b** _c_ __d__ ***e***",
    "list": "1. one",
    "list-2": "2) two",
    "bullet": "- bullet",
    "bullet-2": "* bullet",
    "plus": "+ plus",
    "quote": "> [!WARNING] quote",
    "heading": "# heading ##",
    "rule": "---",
    "rule-2": "***",
    "underline": "===",
    "indented": "    code",
    "math": "$a$ $$b$$",
    "end-of-comment": "--> <b>x</b>",
    "comment": "<!-- x",
    "mention": "@octocat and @github/team,@octocat",
    "mention-2": "(@octocat)",
    "issue": "#1 and octo/repo#2",
    "issue-2": "GH-1 gh-2",
    "email": "octocat@evil.example",
    "url": "http://evil.example/?a=b&c=d",
    "url-2": "https://evil.example",
    "url-3": "www.evil.example",
    "url-4": "ftp://evil.example WWW.evil.example",
    "url-5": "mailto:a@evil.example xmpp:a@evil.example/b",
    "emoji-code": ":tada: :+1:",
    "emoji-code-2": "a:100:b",
    "cdata-end": "]]>",
    "cdata": "<![CDATA[x]]>",
    "xml": "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y 'z'>]>&y;",
    "command": "::error::x",
    "command-2": "a\n::error::x",
    "command-3": "a\r::error::x",
    "command-4": "a\r\n::set-output name=x::y",
    "command-5": " \t::warning file=x,line=1::y",
    "command-6": "##[error]x",
    "command-7": "a ##[group]x",
    "command-8": "%0A::error::x",
    "command-9": "%25,file=x,title=%0D%0A::error::y",
    "command-nbsp": "\u00a0::error::x",
    "command-wide-space": "\u3000::stop-commands::x",
    "command-thin-space": "\u2009::add-mask::x",
    "command-joined": "\u0600##[error]x",
    "command-combining": "##[\u0301error]x",
    "formula": "=1+1",
    "formula-2": "+1+cmd|' /C calc'!A0",
    "formula-3": "-2+3",
    "formula-4": "@SUM(A1)",
    "formula-5": "\t=1+1",
    "formula-6": "\r=1+1",
    "formula-7": " =1+1",
    "formula-8": "\u3000＝1+1",
    "formula-9": "\u2003=1+1",
    "formula-10": "a\",=1+1,\"",
    "formula-11": "=\u03011+1",
    "placeholder": "{0} {1}",
    "placeholder-2": "a\u0081b",
    "ansi": "\x1b[31mred\x1b[0m",
    "osc": "\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\",
    "c1": "a\x9b31mb\x9dc\x85d",
    "delete": "a\x7f\x08b",
    "bidi": "a\u202eb\u2066c\u2069d",
    "bidi-2": "\u200fa\u061cb",
    "nul": "a\0b",
    "bom": "\ufeffa",
    "separators": "a\u2028b\u2029c",
    "tags": "a\U000e0041b",
    "no-character": "a\uffffb",
    "combining": "\u0301\u0301a",
    "combining-pipe": "a|\u0301b|\u200dc|\ufe0fd",
    "combining-backtick": "`\u0301a`\u0301 *\u0301b*\u0301",
    "combining-link": "[\u0301a](http://evil.example)",
    "prefixed-tag": "\u0600<img src=x>\u0301",
    "prefixed-link": "\u0600[a\u0600](//evil.example) \u0600![b\u0600](//evil.example/x.png)",
    "prefixed-mention": "\u0600@octocat \u0600#1",
    "prefixed-comment": "\u0600<!-- x",
    "prefixed-pipe": "a\u0600|b\u0600`c\u0600`",
    "prefixed-command": "a\u0600%0A::error::x\u0600,line=1",
    "zero-width": "a\u200bb\u200cc\u2060d",
    "korean": "서브넷-가 한국어 이름",
    "chinese": "子网甲（一）",
    "emoji": "👩‍👩‍👧‍👦⚠️❤️👍🏽1️⃣",
    "jamo": "\u1100\u1161\u11a8 \u1161",
    "soft-hyphen": "a\u00adb",
    "arabic-sign": "\u0600 a",
    "flag": "🇰🇷🇩🇪",
    "long": "x" * 4096,
    "long-words": "word " * 819,
    "long-wide": "가" * 1365,
    "long-combining": "e" + "\u0301" * 2000,
}


def cut(text, size):
    """Returns the beginning of a text that has at most a number of bytes."""
    return text.encode()[:size].decode(errors="ignore")


def hostile_plan(text):
    """Returns a plan with a text in every field that accepts one, and with many findings about the names."""
    p = cut(text, 240)
    first, last, long = "x " + p, p + " y", cut(text, 4000)
    a, b, c = "eu-central-1a", "eu-central-1b", "eu-central-1c"
    return {
        "apiVersion": "headroom/v1alpha1", "kind": "CapacityPlan", "metadata": {"name": long}, "region": "eu-central-1",
        "kubernetesVersion": "1.34",
        "vpc": {
            "cidrs": ["10.0.0.0/16"], "serviceCIDR": "172.20.0.0/16",
            "subnets": [
                {"name": p, "zone": a, "cidr": "10.0.0.0/26", "tags": {p: long, "kubernetes.io/role/cni": long}},
                {"name": first, "zone": b, "cidr": "10.0.1.0/24", "tags": {"kubernetes.io/role/cni": "0"}},
                {"name": last, "zone": c, "cidr": "10.0.2.0/28", "roles": ["loadBalancers"], "usedAddresses": 9},
            ]},
        "cni": {"env": {"WARM_IP_TARGET": long, p: "1", "WARM_IP_TARGT": long}},
        "instanceTypes": [{
            "instance_type": cut(text, 64), "vcpus": 2, "memory_mib": 4096, "default_card_max_enis": 3,
            "ipv4_per_eni": 6, "notes": long}],
        "nodeGroups": [
            {"name": p, "instanceTypes": ["t3.medium"], "desiredSize": 3, "maxSize": 30, "subnets": [p, first],
             "labels": {p: long}},
            {"name": first, "instanceTypes": "unknown", "desiredSize": 2, "subnets": [first]},
            {"name": last, "instanceTypes": [cut(text, 64)], "desiredSize": 1, "maxSize": 2, "subnets": [first]},
        ],
        "workloads": [
            {"name": p, "replicas": 90, "maxReplicas": 400, "nodeGroups": [p]},
            {"name": first, "replicas": 5, "cpu": "64", "nodeGroups": [last]},
        ],
        "services": [
            {"name": p, "workload": p, "clients": {"workload": first},
             "annotations": {"service.kubernetes.io/topology-mode": long, p: long}},
            {"name": first, "workload": first, "clients": {"workload": p}, "requestsPerSecond": 10,
             "annotations": {"service.kubernetes.io/topology-mode": "Auto"}, "requestBytes": "2Ki",
             "responseBytes": "2Ki"},
            {"name": last, "workload": p, "clients": {"cidr": "internet"}, "gbPerMonth": {"request": 1, "response": 2},
             "exposures": [{"type": "alb", "targetType": "ip", "loadBalancer": p}]},
        ],
        "network": {
            "endpoints": [{"service": p, "type": "interface", "zones": [a], "gbPerMonth": 5}],
            "dataStores": [{"name": p, "kind": "rds", "zones": [a], "clients": {"workload": p}}]},
        "reservations": [
            {"name": p, "kind": "custom", "subnets": [p], "addresses": 60},
            {"name": first, "kind": "applicationLoadBalancer", "subnets": [last]}],
        "growth": {"ratePerMonth": "5%", "horizonMonths": 12},
        "policy": {"maxUtilization": "80%", "surviveZoneLoss": True},
        "remarks": [
            {"kind": "drift", "about": "nodeGroup", "name": p, "key": p, "message": long},
            {"kind": "health", "about": "subnet", "name": p, "message": "x " + cut(text, 3900) + " y"},
            {"kind": "health", "about": "subnet", "name": p, "message": "another " + cut(text, 200)},
            {"kind": "leakedInterface", "about": "workload", "name": p, "message": p + " " + p},
            {"kind": "placeholder", "about": "service", "name": p, "message": long}],
    }


def small_plan():
    """Returns a plan with few findings, one of each verdict."""
    plan = hostile_plan("plain")
    for key in ("growth", "remarks", "instanceTypes", "cni"):
        del plan[key]
    plan["nodeGroups"] = plan["nodeGroups"][:1]
    plan["services"] = plan["services"][:1]
    plan["workloads"][1]["nodeGroups"] = ["plain"]
    return plan


def large_plan(groups, subnets, name):
    """Returns a plan with many parts whose names begin with a text."""
    zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
    begin, long = cut(name, 240), cut(name, 4000)
    places = [
        {"name": f"{begin}{i}", "zone": zones[i % 3], "cidr": f"10.0.{i // 16}.{i % 16 * 16}/28"}
        for i in range(subnets)]
    names = [f"{begin}{i}" for i in range(groups)]
    return {
        "apiVersion": "headroom/v1alpha1", "kind": "CapacityPlan", "metadata": {"name": long}, "region": "eu-central-1",
        "vpc": {"cidrs": ["10.0.0.0/16"], "subnets": places},
        "nodeGroups": [
            {"name": name, "instanceTypes": ["m5.large"], "desiredSize": 2, "maxSize": 9,
             "subnets": [places[i % subnets]["name"]]} for i, name in enumerate(names)],
        "workloads": [{"name": name, "replicas": 50, "maxReplicas": 100, "nodeGroups": [name]} for name in names],
        "services": [
            {"name": name, "workload": name, "annotations": {"service.kubernetes.io/topology-mode": "Auto"}}
            for name in names],
        "remarks": [{"kind": "drift", "about": "nodeGroup", "name": name, "message": long} for name in names[:20]],
    }


# SARIF


@cache
def sarif_schema():
    return jsonschema.Draft4Validator(json.loads((FIXTURES / "sarif-2.1.0.schema.json").read_text()))


PLACEHOLDER = re.compile(r"(?<!\{)\{[0-9]+\}(?!\})")
# The restricted form of a link in a plain text message, 3.11.6 of the specification.
EMBEDDED_LINK = re.compile(r"(?<!\\)\[(?:[^\[\]\\]|\\.)*\]\([^)\s]+\)")


def check_sarif(ledger, label, reports, path, lines):
    """Checks SARIF against the schema and against what GitHub documents, and returns it."""
    try:
        log = json.loads(reports["sarif"])
    except ValueError as error:
        ledger.expect("sarif-schema", False, f"{label}: the SARIF is no JSON: {error}")
        return {}
    errors = [f"{error.json_path}: {error.message[:100]}" for error in sarif_schema().iter_errors(log)]
    if not ledger.expect("sarif-schema", not errors, lambda: f"{label}: the SARIF is not valid: {errors[0]}"):
        return log
    for_github = ledger.about("sarif-github", label)
    packed = len(gzip.compress(reports["sarif"].encode()))
    for_github(packed <= LONGEST_SARIF, f"the SARIF has {packed:,} bytes after compression, GitHub takes 10 MB")
    for_github(log.get("$schema", "").endswith("sarif-2.1.0.json"), "the SARIF has no $schema")
    for_github(len(log["runs"]) <= MOST_RUNS, "the SARIF has too many runs")
    findings = json.loads(reports["json"])["findings"] if "json" in reports else None
    for run in log["runs"]:
        rules, results = run["tool"]["driver"].get("rules", []), run.get("results") or []
        if findings is not None:
            for_github(
                len(results) == len(findings), f"there are {len(results)} results in SARIF for {len(findings)} findings")
        for_github(len(results) <= MOST_RESULTS, f"{len(results):,} results are more than code scanning takes")
        for_github(len(rules) <= MOST_RULES, f"{len(rules):,} rules are more than code scanning takes")
        names = [rule["id"] for rule in rules]
        for_github(len(set(names)) == len(names), "two rules in SARIF have the same id")
        for rule in rules:
            for key in ("shortDescription", "fullDescription"):
                text = rule.get(key, {}).get("text", "")
                for_github(
                    0 < len(text) <= LONGEST_DESCRIPTION,
                    f"the {key} of {rule['id']} has {len(text)} characters; GitHub takes 1 to {LONGEST_DESCRIPTION}")
            for_github(rule.get("help", {}).get("text"), f"the rule {rule['id']} has no help.text, which GitHub requires")
            for_github(
                len(rule.get("properties", {}).get("tags", [])) <= MOST_TAGS, f"the rule {rule['id']} has too many tags")
        seen, odd = Counter(), {}
        for place, result in enumerate(results):
            about = f"result {place + 1} ({result.get('ruleId')})"
            index = result.get("ruleIndex", -1)
            for_github(result.get("ruleId") in names, f"{about} has a ruleId that is not among the rules")
            for_github(
                0 <= index < len(rules) and names[index] == result.get("ruleId"),
                f"{about} has a ruleIndex that is not that of its ruleId")
            for_github(result.get("level") in ("error", "warning", "note"), f"{about} has no level that GitHub shows")
            message = result["message"].get("text", "")
            for_github(message.strip(), f"{about} has no message.text")
            if PLACEHOLDER.search(message) and not result["message"].get("arguments"):
                odd.setdefault("a placeholder", []).append(excerpt(message, PLACEHOLDER))
            if EMBEDDED_LINK.search(message):
                odd.setdefault("a link", []).append(excerpt(message, EMBEDDED_LINK))
            locations = result.get("locations", [])
            for_github(0 < len(locations) <= 10, f"{about} has {len(locations)} locations; GitHub takes 1 to 10")
            physical = locations[0].get("physicalLocation", {}) if locations else {}
            uri = physical.get("artifactLocation", {}).get("uri", "")
            if for_github(uri, f"{about} has no location with the uri of a file, so GitHub refuses the whole upload"):
                for_github(re.fullmatch(r"[!#-;=?-Z_a-z~]*", uri), f"{about} has characters in its uri that must be escaped")
                for_github(
                    unquote(uri.removeprefix("file://")) == path, f"the uri of {about} is {uri}, which is not that of {path}")
            region = physical.get("region", {})
            for_github(
                1 <= region.get("startLine", 0) <= lines and region.get("startColumn", 0) >= 1,
                f"{about} is at {region}, and the plan has {lines} lines")
            prints = result.get("partialFingerprints", {})
            ledger.expect(
                "sarif-prints",
                prints and all(isinstance(value, str) and 0 < len(value) <= 255 for value in prints.values()),
                f"{label}: {about} has no partialFingerprints")
            ledger.expect(
                "sarif-prints", "primaryLocationLineHash" in prints,
                "the fingerprint has a name that code scanning does not read; it only uses primaryLocationLineHash")
            seen[tuple(sorted(prints.items()))] += 1
        for kind in ("a placeholder", "a link"):
            found = odd.get(kind, [])
            ledger.expect(
                "sarif-text", not found, lambda: f"{label}: {len(found)} messages in SARIF have {kind}, such as {found[0]}")
        again = sum(count - 1 for count in seen.values())
        ledger.expect("sarif-prints", again == 0, f"{label}: {counted(again, 'result')} with the fingerprint of another result")
    return log


def excerpt(text, pattern):
    """Returns what a pattern finds in a text, for a message."""
    return printable(pattern.search(text).group()[:60])


def fingerprints(sarif):
    """Returns the fingerprints of the results by their rule, subject and message without numbers."""
    found = {}
    for result in json.loads(sarif)["runs"][0]["results"]:
        subject = result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]
        moment = result.get("properties", {}).get("moment")
        key = (result["ruleId"], subject, moment, re.sub(r"[0-9.,/%]+", "#", result["message"]["text"]))
        found.setdefault(key, []).append(json.dumps(result["partialFingerprints"], sort_keys=True))
    return found


def start_lines(sarif):
    return [
        result["locations"][0]["physicalLocation"]["region"]["startLine"]
        for result in json.loads(sarif)["runs"][0]["results"]]


def check_moves(ledger, label, before, moved, changed):
    """Compares fingerprints with those of the plan with ten lines more above it, and with other numbers in it."""
    old, new = fingerprints(before), fingerprints(moved)
    ledger.expect("sarif-moved", old == new, f"{label}: ten lines more above the plan change fingerprints")
    ledger.expect(
        "sarif-moved", [line + 10 for line in start_lines(before)] == start_lines(moved),
        f"{label}: ten lines more above the plan do not move the results by ten lines")
    other = fingerprints(changed)
    common = [key for key in old if key in other and len(old[key]) == len(other[key])]
    for key in common:
        ledger.expect(
            "sarif-moved", old[key] == other[key],
            f"{label}: one replica more changes the fingerprint of {key[0]} of {key[1]}")


def check_categories(ledger, logs):
    """Checks that plans of one repository do not replace each other's results."""
    categories = {}
    for label, sarif in logs:
        name = json.loads(sarif)["runs"][0].get("automationDetails", {}).get("id", "")
        # All up to the last slash is the category; what follows it is the name of a run.
        categories.setdefault(name.rpartition("/")[0], []).append(label)
    for category, labels in categories.items():
        ledger.expect(
            "sarif-category", len(labels) == 1,
            f"{len(labels)} plans ({', '.join(labels[:4])}) have the category '{category}' in code scanning, so the upload "
            "of one replaces the results of the others")


# JUnit


@cache
def junit_schema():
    return etree.XMLSchema(etree.parse(str(FIXTURES / "junit-10.xsd")))


def check_junit(ledger, label, reports):
    """Checks JUnit against the schema, and its counts."""
    try:
        tree = etree.fromstring(reports["junit"].encode())
    except etree.XMLSyntaxError as error:
        ledger.expect("junit-schema", False, f"{label}: the JUnit file is not well-formed: {error}")
        return
    schema = junit_schema()
    ledger.expect(
        "junit-schema", schema.validate(tree), lambda: f"{label}: the JUnit file is not valid: {schema.error_log[0].message}")
    counted = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
    for element in [tree, *tree.iter("testsuite")]:
        for attribute, tag in counted.items():
            if attribute not in element.attrib:
                continue
            number = sum(1 for _ in element.iter(tag))
            ledger.expect(
                "junit-counts", element.get(attribute) == str(number),
                f"{label}: {element.tag} says {element.get(attribute)} {attribute}, and there are {number}")
    names = Counter((case.get("classname"), case.get("name")) for case in tree.iter("testcase"))
    again = [name for name, count in names.items() if count > 1]
    ledger.expect(
        "junit-names", not again,
        lambda: f"{label}: several cases of '{again[0][0]}' have the same name; GitLab shows only the first of them")
    for failure in tree.iter("failure"):
        text = failure.text or ""
        ledger.expect(
            "junit-text", "\\nFix: " not in text and "\nFix: " in text,
            f"{label}: a failure in JUnit has its fix not on a line of its own, but after a literal \\n")


def check_limits(ledger, label, tool, plan, folder, findings):
    """Checks which verdicts are failures by the option --fail-on."""
    for limit, verdicts in (("fail", {"fail"}), ("warn", {"fail", "warn"})):
        _, text, _ = tool.run(["check", "-f", plan, "-o", "junit", "--fail-on", limit, "--exit-zero"], folder)
        expected = sum(1 for finding in findings if finding["verdict"] in verdicts)
        number = len(re.findall(r"<failure ", text))
        ledger.expect(
            "junit-limit", number == expected,
            f"{label}: with --fail-on {limit} JUnit has {number} failures for {expected} such findings")


# Markdown

OUR_TAGS = {
    "h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "details", "summary", "sub", "br", "code"}
MARKER = re.compile(r"<!-- headroom:assessment:[0-9a-f]{16} -->\n")
# What the filters of GitHub look for after a comment is rendered. A comment in HTML ends a text.
GITHUB_FILTERS = {
    "a mention": re.compile(r"(?:^|[^\w`/])@[a-z0-9][a-z0-9-]*", re.I),
    "an issue": re.compile(r"(?:^|\W|[\w.-]{1,40}/[\w.-]{1,40})#[0-9]+\b|\bGH-[0-9]+\b", re.I),
    "a link": re.compile(r"\b(?:https?|ftp)://\w|\bwww\.\w|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.\w|\b(?:mailto|xmpp):[\w.+-]+@\w", re.I),
    "an emoji": re.compile(r":(?:\+1|-1|100|1234|8ball|tada|smile|bug|x|o|a|b|m|v|tm|ok|up|new|top|end|on|soon|cool|free):"),
}


def rendered(markdown, unsafe):
    """Returns Markdown as HTML, without GitHub's filter of tags, which would hide what became a tag."""
    options = Options.CMARK_OPT_UNSAFE if unsafe else Options.CMARK_OPT_DEFAULT
    return cmarkgfm.cmark.markdown_to_html_with_extensions(
        markdown, options=options, extensions=["table", "autolink", "strikethrough", "tasklist"])


def tree_of(page):
    return html5lib.parse(page, treebuilder="lxml", namespaceHTMLElements=False)


def cells(line):
    """Returns the cells of a row of a table as the parser of GitHub divides it, without the ones beside the outer pipes."""
    found = re.findall(r"((?:\\[!-/:-@\[-`{-~]|[^|\\]|\\)*)(\||$)", line)
    texts = [text for text, _ in found]
    return [text.strip() for text in texts[1:] if text.strip() or text != texts[-1]]


def check_markdown(ledger, label, text, limit=LONGEST_COMMENT):
    """Checks the structure of Markdown and that text in it is nothing but text."""
    structure = ledger.about("markdown", label)
    safe = ledger.about("markdown-safe", label)
    structure(MARKER.match(text), "the first line of the Markdown is not the marker")
    structure(text.endswith("\n"), "the Markdown does not end with a line feed")
    ledger.expect(
        "markdown-size", len(text) < limit and len(text.encode()) < 4 * limit,
        f"{label}: the Markdown has {len(text):,} characters and {len(text.encode()):,} bytes; GitHub takes fewer than "
        f"{limit:,} characters")
    rows = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            rows.append(cells(line))
        elif rows:
            lengths = {len(row) for row in rows}
            structure(
                len(lengths) == 1, f"the rows of the table with the column '{rows[0][0]}' have {sorted(lengths)} cells")
            structure(
                len(rows) > 1 and all(re.fullmatch(":?-+:?", cell) for cell in rows[1]),
                f"the table with the column '{rows[0][0]}' has no line of dashes")
            rows = []
    page = rendered(text, unsafe=True)
    tree = tree_of(page)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    tags = Counter(element.tag for element in elements)
    structure(tags["h3"] == 1, f"the Markdown has {tags['h3']} headings of level 3")
    structure(
        len(re.findall("<details(?: open=\"\")?>|<details open>", page)) == page.count("</details>") == page.count("<summary>") == page.count("</summary>"),
        "details or summaries of the Markdown are not closed")
    structure(
        all(element.getparent().tag == "body" for element in elements if element.tag in ("details", "h3")),
        "details of the Markdown are inside of something else")
    strangers = sorted(set(tags) - OUR_TAGS - {"html", "head", "body"})
    safe(not strangers, f"text became the tag <{'>, <'.join(strangers)}> in Markdown")
    for element in elements:
        for name, value in element.attrib.items():
            safe(
                element.tag in ("th", "td") and name == "align" or element.tag == "details" and name == "open",
                f"text became the attribute {name}={value[:40]!r} of <{element.tag}> in Markdown")
    for element in elements:
        # Only positions are code.
        safe(
            element.tag != "code" or re.search(r":[0-9]+:[0-9]+ ?$", element.text or ""),
            f"text became code in Markdown: {printable(element.text or '')[:40]}")
    for node in tree.iter():
        if node.tag is etree.Comment:
            comment = node.text or ""
            safe(
                comment.strip() == "" or MARKER.match(f"<!--{comment}-->\n"),
                f"text became a comment in Markdown: {printable(comment[:60])}")
    # The parts of a text between elements and comments, in which GitHub looks for mentions and links.
    for piece in (node for element in tree.getroot().iter() for node in (own_text(element), element.tail)):
        for name, pattern in GITHUB_FILTERS.items():
            found = pattern.search(piece or "")
            safe(not found, lambda: f"GitHub makes {name} of '{printable(found.group())[:60]}' in Markdown")
    careful = tree_of(rendered(text, unsafe=False))
    tags = {element.tag for element in careful.iter() if isinstance(element.tag, str)}
    strangers = sorted(tags - OUR_TAGS - {"html", "head", "body"})
    safe(not strangers, f"text became the tag <{'>, <'.join(strangers)}> in Markdown without raw HTML")
    return tree


def own_text(element):
    # GitHub looks for nothing in code.
    return element.text if isinstance(element.tag, str) and element.tag != "code" else None


def text_of(tree):
    """Returns the text of a page without its comments and its style sheet."""
    pieces = []
    for element in tree.getroot().iter():
        if isinstance(element.tag, str) and element.tag != "style":
            pieces.append(element.text or "")
        pieces.append(element.tail or "")
    return "".join(pieces)


# CSV

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
FORMULA_STARTS = "=+-@＝＋－＠\t\r"


def check_csv(ledger, label, name, text):
    """Checks that two readers of CSV see the same table, and that a spreadsheet sees no formula."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        ledger.expect("csv", False, f"{label}: {name}.csv cannot be read: {error}")
        return []
    header, *rows = rows
    ledger.expect("csv", "\r" not in text and text.endswith("\n"), f"{label}: lines of {name}.csv do not end with LF")
    ledger.expect(
        "csv", all(re.fullmatch("[a-z0-9_]+", key) for key in header) and len(set(header)) == len(header),
        f"{label}: the header of {name}.csv is {header}")
    wrong = [place for place, row in enumerate(rows) if len(row) != len(header)]
    if not ledger.expect(
            "csv", not wrong,
            lambda: f"{label}: row {wrong[0] + 1} of {name}.csv has {len(rows[wrong[0]])} fields, the header {len(header)}"):
        return rows
    try:
        frame = pandas.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
        same = list(frame.columns) == header and frame.shape == (len(rows), len(header))
        same = same and frame.values.tolist() == rows
    except Exception as error:
        same = False
        ledger.expect("csv", False, f"{label}: pandas cannot read {name}.csv: {error}")
    ledger.expect("csv", same, f"{label}: pandas and csv read different tables from {name}.csv")
    formulas, controls = [], []
    for field in (field for row in rows for field in row):
        start = field.lstrip(RUNNER_SPACES + "\ufeff\u200b\u2060")[:1]
        if start and start in FORMULA_STARTS and not NUMBER.fullmatch(field):
            formulas.append(printable(field)[:40])
        if not all(is_printable(ord(character)) for character in field):
            controls.append(printable(field)[:40])
    ledger.expect(
        "csv-formulas", not formulas, lambda: f"{label}: {name}.csv has formulas, such as '{formulas[0]}'")
    ledger.expect(
        "csv-formulas", not controls, lambda: f"{label}: {name}.csv has control characters, such as '{controls[0]}'")
    return rows


# HTML

NEVER = {"script", "img", "image", "iframe", "object", "embed", "link", "base", "form", "input", "foreignObject", "use",
         "animate", "set", "video", "audio", "source", "template", "math", "frame", "button", "textarea", "select"}


def skeleton(page):
    """Returns the elements of a page with the names of their attributes, and how often each occurs."""
    tree = tree_of(page)
    return tree, Counter(
        (etree.QName(element).localname, *sorted(element.attrib)) for element in tree.iter() if isinstance(element.tag, str))


@cache
def skeleton_of_model(page):
    return skeleton(page)[1]


@cache
def style_of(page):
    return re.search(r"<style>(.*?)</style>", page, re.S).group(1)


def check_html(ledger, label, page, model):
    """Checks a page against the one of a plan with harmless names: it must have the same elements and attributes."""
    check = ledger.about("html", label)
    tree, elements = skeleton(page)
    expected = skeleton_of_model(model) if model else None
    tags = {element[0] for element in elements}
    check(not tags & NEVER, f"text became the element {sorted(tags & NEVER)} on the page")
    for element in tree.iter():
        if not isinstance(element.tag, str):
            check(element.tag is not etree.Comment, "text became a comment on the page")
            continue
        for name, value in element.attrib.items():
            bare = etree.QName(name).localname
            check(not bare.startswith("on") and bare not in ("src", "srcset", "action", "formaction", "style"),
                  f"<{element.tag}> has the attribute {bare} on the page")
            check(bare != "href" or value.startswith("#"), f"the page has a link to {value[:60]!r}")
    anchors = {element.get("id") for element in tree.iter() if isinstance(element.tag, str)}
    missing = [
        element.get("href") for element in tree.iter("a")
        if element.get("href", "#").removeprefix("#") not in anchors]
    check(not missing, lambda: f"the page has a link to {missing[0][:60]!r}, which is not on it")
    if expected:
        strangers = [element for element in elements if element not in expected]
        check(not strangers, lambda: f"the page has an element that a harmless plan has not: {strangers[0]}")
        different = {element[0] for element in set(elements) | set(expected) if elements[element] != expected[element]}
        check(not different, f"the page has other numbers of {sorted(different)} than that of a harmless plan")
        check(style_of(page) == style_of(model), "the style sheet depends on the plan")
    check(not re.search(r"url\(|@import|expression\(", style_of(page)), "the style sheet loads something")
    return tree


# Text for terminals, -o github and JSON


def width(line):
    return wcwidth.wcswidth(line)


def check_text(ledger, label, name, text, aligned=True):
    """Checks text for terminals."""
    # What makes a command harmless is put in last, and may stand out by one cell.
    text = text.replace("#\\#[", "##[").replace("\\::", "::")
    bad = {character for character in text if character != "\n" and not is_printable(ord(character))}
    ledger.expect("text", not bad, f"{label}: {name} has the characters {printable(''.join(sorted(bad)))}")
    if name == "table":
        wide = [line for line in text.split("\n") if width(line) > WIDTH]
        ledger.expect(
            "text-width", not wide,
            lambda: f"{label}: {len(wide)} lines of -o table are wider than {WIDTH} cells; one has {width(wide[0])}: "
            f"'{printable(wide[0])[:70]}'")
    if not aligned:
        return
    # Below the heading VERDICT there must be a verdict in each row.
    place, askew = None, []
    for line in text.split("\n"):
        if re.match(r"NAME +VERDICT ", line):
            place = line.index("VERDICT")
        elif not line.strip() or line.startswith("  ") or not place:
            place = None
        elif not any(at(line, place).startswith(verdict + " ") for verdict in VERDICTS):
            # The remarks below a table follow without an empty line.
            if any(re.search(rf"  {verdict}  ", line) for verdict in VERDICTS):
                askew.append(line)
            place = None
    ledger.expect(
        # Programs disagree about the width of a mark that joins what does not belong together.
        "text", not askew or label == "combining-pipe", lambda: f"{label}: {len(askew)} rows of {name} are not aligned, such as '{askew[0][:60]}'")


def at(line, place):
    """Returns the rest of a line from a cell of the terminal on."""
    for end in range(len(line) + 1):
        if width(line[:end]) == place and (end == len(line) or wcwidth.wcwidth(line[end]) != 0):
            return line[end:]
    return ""


COMMAND = re.compile(r"::(error|warning|notice) ((?:(?!::).)*)::(.*)")


def unescaped(text, isProperty=False):
    pairs = [("\r", "%0D"), ("\n", "%0A")] + ([(":", "%3A"), (",", "%2C")] if isProperty else []) + [("%", "%25")]
    for character, escape in pairs:
        text = text.replace(escape, character)
    return text


def check_github(ledger, label, text, findings, path):
    """Checks the lines of -o github as the runner reads them."""
    check = ledger.about("github", label)
    check("\r" not in text and text.endswith("\n"), "lines of -o github do not end with LF")
    *lines, sentence = text.split("\n")[:-1]
    names = {"fail": "error", "warn": "warning", "unknown": "warning", "note": "notice"}
    wanted = Counter(names[finding["verdict"]] for finding in findings)
    # GitHub shows ten annotations of a level; the last one of ours says how many more there are.
    wanted = Counter({level: min(count, 10) for level, count in wanted.items()})
    check(
        len(lines) == sum(wanted.values()), f"-o github has {len(lines)} commands for {len(findings)} findings")
    check(not commands(sentence), f"the sentence at the end of -o github is a command: {printable(sentence)[:60]}")
    for line in lines:
        found = COMMAND.fullmatch(line)
        if not check(found, f"a line of -o github is no command of ours: {printable(line)[:60]}"):
            continue
        properties = [item.partition("=") for item in found.group(2).split(",")]
        keys = [key for key, _, _ in properties]
        check(
            keys == ["file", "line", "col", "title"] or keys == ["title"],
            f"a command has the properties {', '.join(printable(key)[:20] for key in keys)}")
        values = {key: unescaped(value, True) for key, _, value in properties}
        check(values.get("file", path) == printable(path), f"a command is about the file {printable(values.get('file', ''))}")
    levels = Counter(match.group(1) for match in map(COMMAND.fullmatch, lines) if match)
    check(levels == wanted, f"-o github has {dict(levels)}, and the findings are {dict(wanted)}")


def strings(value):
    """Returns all texts of a value of JSON, and the names of its keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)


def check_json(ledger, label, text):
    bad = {character for character in text if character != "\n" and not is_printable(ord(character))}
    ledger.expect("json", not bad, f"{label}: JSON has the characters {printable(''.join(sorted(bad)))}")
    try:
        return json.loads(text)
    except ValueError as error:
        ledger.expect("json", False, f"{label}: the JSON cannot be read: {error}")
        return None


# All checks of one report


def check_report(ledger, label, reports, path, lines, text=None, model=None, only=None):
    """Checks all formats of the report on a plan, or one, in which a text may be everywhere."""
    wants = lambda name: only in (None, name) and name in reports
    document = check_json(ledger, label, reports["json"])
    if document is None:
        return
    texts = {"json": "\n".join(printable(item) for item in strings(document))} if wants("json") else {}
    if wants("sarif"):
        log = check_sarif(ledger, label, reports, path, lines)
        texts["sarif"] = "\n".join(strings(log)).replace("\\[", "[").replace("\\]", "]")
    if wants("junit"):
        check_junit(ledger, label, reports)
        texts["junit"] = "\n".join(texts_of_xml(reports["junit"]))
    if wants("markdown"):
        texts["markdown"] = text_of(check_markdown(ledger, label, reports["markdown"]))
    if wants("summary"):
        ledger.expect("summary", reports["summary"] == reports["markdown"], f"{label}: the summary is not the Markdown")
    for name in reports:
        if name.startswith("csv:") and wants(name):
            rows = check_csv(ledger, label, name[4:], reports[name])
            texts["csv"] = texts.get("csv", "") + "\n".join(field for row in rows for field in row)
    if wants("html"):
        texts["html"] = text_of(check_html(ledger, label, reports["html"], model))
    if wants("github"):
        check_github(ledger, label, reports["github"], document["findings"], path)
        texts["github"] = unescaped(reports["github"])
    for name in ("table", "wide", "quiet"):
        if wants(name):
            check_text(ledger, label, name, reports[name], aligned=name != "quiet")
            if name != "quiet":
                texts[name] = reports[name]
    found = {name: commands(output) for name, output in reports.items() if name != "github" and wants(name)}
    found = {name: lines for name, lines in found.items() if lines}
    ledger.expect(
        "commands", not found,
        lambda: f"{label}: lines of {', '.join(found)} are commands, such as '{printable([*found.values()][0][0])[:50]}'")
    if text is None:
        return
    wanted = shown(text)
    for name, output in texts.items():
        if only and name == "csv":
            continue
        ledger.expect(
            "shown", wanted in squashed(output) or without_spaces(wanted) in without_spaces(output),
            f"{label}: {name} does not show '{wanted}'")


def texts_of_xml(text):
    """Returns the texts and attributes of an XML file, as far as it can be read."""
    tree = etree.fromstring(text.encode(), etree.XMLParser(recover=True))
    return [value for element in tree.iter() for value in [element.text or "", *element.attrib.values()]]


def without_spaces(text):
    return "".join(squashed(text).split())


# The parts of the run


def examples(tool, plans, folder):
    """Checks the reports of real plans."""
    ledger, logs = Ledger(), []
    for plan in plans:
        # The folder has everything that a plan refers to.
        copy = Path(tempfile.mkdtemp(dir=folder)) / "plans"
        shutil.copytree(plan.parent, copy)
        name, label = f"plans/{plan.name}", plan.stem
        source = plan.read_text()
        reports = tool.reports(name, copy.parent)
        if "error" in reports:
            ledger.expect("accepted", False, f"{label}: {reports['error']}")
            continue
        check_report(ledger, label, reports, name, source.count("\n") + 1)
        check_limits(ledger, label, tool, name, copy.parent, json.loads(reports["json"])["findings"])
        (copy / plan.name).write_text("# a comment\n" * 10 + source)
        moved = tool.reports(name, copy.parent, wide=False)
        (copy / plan.name).write_text(
            re.sub(r"\breplicas: ([0-9]+)", lambda found: f"replicas: {int(found.group(1)) + 1}", source))
        changed = tool.reports(name, copy.parent, wide=False)
        check_moves(ledger, label, reports["sarif"], moved["sarif"], changed["sarif"])
        logs.append((label, reports["sarif"]))
    check_categories(ledger, logs)
    return ledger


def write_plan(folder, name, plan):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(plan, indent=1) + "\n"
    path.write_text(text)
    return text.count("\n") + 1


def model(tool, folder):
    """Returns the reports of the plan for hostile text with a harmless one."""
    place = Path(tempfile.mkdtemp(dir=folder))
    write_plan(place, "plan.yaml", hostile_plan("plain"))
    return tool.reports("plan.yaml", place, wide=False)


def hostile(tool, labels, folder, page):
    """Checks plans that have a hostile text in every field, and in the name of their file."""
    ledger = Ledger()
    for label in labels:
        text = PAYLOADS[label]
        place = Path(tempfile.mkdtemp(dir=folder))
        lines = write_plan(place, "plan.yaml", hostile_plan(text))
        reports = tool.reports("plan.yaml", place)
        if not ledger.expect(
                "accepted", "error" not in reports, lambda: f"{label}: the plan is refused: {reports['error'][:200]}"):
            continue
        check_report(ledger, label, reports, "plan.yaml", lines, text, page)
        # As the name of a file, which has no slash, no NUL and at most 255 bytes.
        name = "plans/" + cut(text.replace("/", "_").replace("\0", "_"), 200) + ".yaml"
        lines = write_plan(place, name, small_plan())
        reports = tool.reports(name, place, wide=False)
        if "error" in reports:
            ledger.expect("accepted", False, f"{label} as a file name: the plan is refused: {reports['error'][:200]}")
            continue
        # The name of a file is never shortened, so lines with it can be wider than a terminal.
        part = Ledger()
        check_report(part, f"{label} as a file name", reports, name, lines)
        part.violations = [item for item in part.violations if item[0] != "text-width"]
        ledger.add(part)
        # Errors, which stand in the same log.
        bad = place / (cut(text.replace("/", "_").replace("\0", "_"), 200) + ".yaml")
        broken = hostile_plan(text)
        broken["vpc"]["subnets"][0]["cidr"] = text
        broken[cut(text, 100)] = {"a": text}
        broken["workloads"][0]["nodeGroups"] = [text]
        bad.write_text(json.dumps(broken, indent=1))
        status, _, errors = tool.run(["check", "-f", f"./{bad.name}"], place)
        # Lines of errors may have tabs, which are harmless.
        strange = {character for character in errors if character not in "\n\t" and not is_printable(ord(character))}
        ledger.expect("accepted", status == 2, f"{label}: a plan with errors has the exit status {status}")
        ledger.expect("accepted", not strange, f"{label}: an error has control characters: {printable(''.join(strange))}")
        for line in commands(errors)[:1]:
            ledger.expect("commands", False, f"{label}: a line of an error is a command: {printable(line)[:70]}")
        # A plan that is not in the folder itself begins no line with its own name.
        status, _, errors = tool.run(["check", "-f", bad.name], place) if not bad.name.startswith("-") else (2, "", "")
        for line in commands(errors)[:1]:
            ledger.expect("commands", False, f"{label}: a line of an error is a command: {printable(line)[:70]}")
    return ledger


def large(tool, name, label, folder):
    """Checks the Markdown and the SARIF of a very large plan."""
    ledger = Ledger()
    place = Path(tempfile.mkdtemp(dir=folder))
    lines = write_plan(place, "plan.yaml", large_plan(2000, 500, name))
    reports = tool.reports("plan.yaml", place, wide=False, formats=("markdown", "sarif"))
    if not ledger.expect(
            "accepted", "error" not in reports, lambda: f"{label}: the plan is refused: {reports['error'][:200]}"):
        return ledger
    check_markdown(ledger, label, reports["markdown"])
    check_sarif(ledger, label, reports, "plan.yaml", lines)
    return ledger


def line_hundred(tool, folder):
    """Checks a plan with findings at lines whose numbers between colons are the names of emoji."""
    ledger = Ledger()
    place = Path(tempfile.mkdtemp(dir=folder))
    text = json.dumps(hostile_plan("plain"))
    for number in (100, 1234):
        # All of the plan is in one line, which is the one that findings are at.
        (place / "plan.yaml").write_text("\n" * (number - 1) + text + "\n")
        reports = tool.reports("plan.yaml", place, wide=False)
        check_markdown(ledger, f"line {number}", reports["markdown"])
    return ledger


def standard_input(tool, plan, folder):
    """Checks a plan that is read from standard input."""
    ledger = Ledger()
    result = subprocess.run(
        [tool.path, "check", "-f", "-", "-o", "sarif", "--exit-zero"], input=plan.read_bytes(), capture_output=True,
        cwd=folder, check=False)
    log = json.loads(result.stdout or b"{}")
    for run in log.get("runs", []):
        for found in run["results"]:
            physical = found["locations"][0].get("physicalLocation", {})
            ledger.expect(
                "sarif-github", physical.get("artifactLocation", {}).get("uri"),
                "a plan from standard input has results in SARIF without a file, so GitHub refuses the whole upload")
    return ledger


def same_bytes(tool, plans, folder):
    """Compares the bytes of two runs with other surroundings."""
    ledger = Ledger()
    place = Path(tempfile.mkdtemp(dir=folder))
    write_plan(place, "hostile.yaml", hostile_plan(PAYLOADS["korean"]))
    elsewhere = Path(tempfile.mkdtemp(dir=folder))
    surroundings = [
        (place, {"HOME": "/", "LANG": "C", "TZ": "UTC"}),
        (elsewhere, {"HOME": str(elsewhere), "LANG": "tr_TR.UTF-8", "LC_ALL": "ko_KR.UTF-8", "TZ": "Asia/Kathmandu"}),
        (place, {"HOME": "/", "LANG": "C", "TZ": "UTC"}),
    ]
    for plan in [*plans, place / "hostile.yaml"]:
        runs = [tool.reports(str(plan.resolve()), cwd, environment) for cwd, environment in surroundings]
        for name in runs[0]:
            for other in runs[1:]:
                ledger.expect(
                    "bytes", runs[0][name] == other.get(name), f"{plan.stem}: two runs write different bytes as {name}")
    return ledger


# Mistakes that the checks must find


def self_test(tool, folder):
    """Puts mistakes into outputs and expects each to be found."""
    ledger = Ledger()
    place = Path(tempfile.mkdtemp(dir=folder))
    text = "a|<img src=x>&@octocat #1 [b](http://c.example) `d` =e"
    lines = write_plan(place, "plan.yaml", hostile_plan(text))
    reports = tool.reports("plan.yaml", place)
    harmless = model(tool, folder)

    @cache
    def found(name, output):
        part = Ledger()
        check_report(part, "self-test", {**reports, name: output}, "plan.yaml", lines, text, harmless["html"], name)
        return Counter(part.violations)

    def sarif(change):
        changed = json.loads(reports["sarif"])
        change(changed["runs"][0]["results"][0], changed["runs"][0])
        return json.dumps(changed)

    replaced = lambda name, old, new, count=1: (name, reports[name].replace(old, new, count))
    mutations = [
        ("markdown-safe", *replaced("markdown", "&lt;img src=x&gt;", "<img src=x>")),
        ("markdown-safe", *replaced("markdown", "@<!-- -->", "@")),
        ("markdown-safe", *replaced("markdown", "\\#<!-- -->1", "\\#1")),
        ("markdown-safe", *replaced("markdown", "\\[b\\](http:<!-- -->//c.example)", "[b](//c.example)")),
        ("markdown-safe", *replaced("markdown", "\\`d\\`", "`d`")),
        ("markdown-safe", *replaced("markdown", "http:<!-- -->//", "http://")),
        ("markdown-safe", *replaced("markdown", "</summary>", "<b>x</b></summary>")),
        ("markdown", "markdown", re.sub(r"(\n\| [^\n]*?)\\\|", r"\1|", reports["markdown"], count=1)),
        ("markdown", *replaced("markdown", "</details>", "")),
        ("markdown", *replaced("markdown", "<!-- headroom", "<!-- headway")),
        ("markdown", *replaced("markdown", "\n\n<details>", "\n\n### x\n\n<details>")),
        ("markdown-size", "markdown", reports["markdown"] + "x" * LONGEST_COMMENT),
        ("summary", "summary", reports["summary"] + "\n"),
        ("html", *replaced("html", "&lt;img", "<img", 9)),
        ("html", *replaced("html", "<h1>", "<h1 onclick=\"x\">")),
        ("html", *replaced("html", "href=\"#", "href=\"x#")),
        ("html", *replaced("html", "</h1>", "</h1><b></b>")),
        ("html", *replaced("html", "</style>", "p{background:url(x)}</style>")),
        ("junit-schema", *replaced("junit", "&lt;img", "<img")),
        ("junit-schema", *replaced("junit", " name=", " title=")),
        ("junit-schema", "junit", reports["junit"].replace("<failure", "<defeat").replace("</failure", "</defeat")),
        ("junit-counts", "junit", re.sub(r'failures="([0-9]+)"', r'failures="\g<1>1"', reports["junit"])),
        ("junit-names", "junit", re.sub(r"<testcase [^>]*/>", lambda found: found.group() * 2, reports["junit"], count=1)),
        ("junit-text", *replaced("junit", "<failure", "<failure type=\"x\">x</failure><failure")),
        ("sarif-schema", "sarif", reports["sarif"].replace('"version" : "2.1.0"', '"version" : "2.2"')),
        ("sarif-schema", "sarif", sarif(lambda item, run: item.update(level="fatal"))),
        ("sarif-schema", "sarif", reports["sarif"].replace("{", "[", 1)),
        ("sarif-github", "sarif", sarif(lambda item, run: item.update(ruleId="X"))),
        ("sarif-github", "sarif", sarif(lambda item, run: item.update(locations=[]))),
        ("sarif-github", "sarif", sarif(lambda item, run: run["results"].pop())),
        ("sarif-github", "sarif",
         sarif(lambda item, run: item["locations"][0]["physicalLocation"]["artifactLocation"].pop("uri"))),
        ("sarif-github", "sarif",
         sarif(lambda item, run: item["locations"][0]["physicalLocation"]["region"].update(startLine=10**6))),
        ("sarif-github", "sarif",
         sarif(lambda item, run: run["tool"]["driver"]["rules"][0]["fullDescription"].update(text="x" * 1025))),
        ("sarif-text", "sarif", sarif(lambda item, run: item["message"].update(text="[a](http://b.example) {0}"))),
        ("sarif-prints", "sarif", sarif(lambda item, run: item.pop("partialFingerprints"))),
        ("sarif-prints", "sarif",
         sarif(lambda item, run: item.update(partialFingerprints=run["results"][1]["partialFingerprints"]))),
        ("csv", *replaced("csv:subnets", "\n", ",x\n")),
        ("csv", "csv:subnets", reports["csv:subnets"] + "x,y\n"),
        ("csv", *replaced("csv:findings", "\n", "\r\n")),
        ("csv-formulas", "csv:subnets", re.sub(r"(?m)^[^,\n]*,", "=1+1,", reports["csv:subnets"]).replace("=1+1", "name", 1)),
        ("json", "json", reports["json"].replace("plan.yaml", "\x1b[31m", 1)),
        ("github", *replaced("github", "%0A", "\n::error::x")),
        ("github", "github", reports["github"].split("\n", 1)[1]),
        ("github", *replaced("github", ",title=", ",file=x,title=")),
        ("text", "table", "\x1b[31m" + reports["table"]),
        ("text", "wide", reports["wide"].replace("VERDICT", " VERDICT", 1)),
        ("text-width", "table", reports["table"] + "x" * 81 + "\n"),
        ("commands", "quiet", "\u00a0::error::x\n" + reports["quiet"]),
        ("commands", "csv:subnets", reports["csv:subnets"].replace("\n", "\n##[x", 1)),
        ("shown", "table", "nothing\n"), ("shown", "markdown", reports["markdown"].replace("octocat", "")),
        ("shown", "html", reports["html"].replace("octocat", "")),
        ("shown", "sarif", reports["sarif"].replace("octocat", "")),
        ("shown", "junit", reports["junit"].replace("octocat", "")),
        ("shown", "github", reports["github"].replace("octocat", "")),
    ]
    for place, (check, name, output) in enumerate(mutations, 1):
        if not ledger.expect(
                "self-test", output != reports[name], f"mistake {place} for '{check}' does not change {name}"):
            continue
        ledger.expect(
            "self-test", any(item[0] == check for item in found(name, output) - found(name, reports[name])), f"mistake {place} in {name} is not found by the check '{check}'")
    part = Ledger()
    check_moves(part, "x", reports["sarif"], reports["sarif"], reports["sarif"])
    ledger.expect("self-test", part.violations, "lines that are not moved are not found")
    part = Ledger()
    other = re.sub(r'("headroomFinding/v1" : ")[0-9a-f]', r"\1x", reports["sarif"])
    other = re.sub(r'("primaryLocationLineHash" : ")[0-9a-f]', r"\1x", other)
    check_moves(part, "x", reports["sarif"], reports["sarif"], other)
    ledger.expect("self-test", len(part.violations) > 1, "other fingerprints are not found")
    part = Ledger()
    check_categories(part, [("a", reports["sarif"]), ("b", reports["sarif"])])
    ledger.expect("self-test", part.violations, "plans with the same category are not found")
    return ledger


def counted(number, noun):
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def main():
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(__doc__)
    start = time.monotonic()
    tool = Tool(sys.argv[1])
    given = [Path(name) for name in sys.argv[2:]] or sorted((ROOT / "data" / "examples").glob("*.yaml"))
    plans = [path for path in given if re.search(r"(?m)^kind: *CapacityPlan\b", path.read_text())]
    if not plans:
        sys.exit("formats: there are no plans")
    total = Ledger()
    with tempfile.TemporaryDirectory(prefix="headroom-formats-") as name:
        folder = Path(name)
        labels = list(PAYLOADS)
        page = model(tool, folder)["html"]
        workers = os.cpu_count() or 1
        with ProcessPoolExecutor(workers) as pool:
            jobs = [
                pool.submit(large, tool, "n@|<" * 1000, "2,000 groups with long names", folder),
                pool.submit(large, tool, "e" + "\u0301" * 115, "2,000 groups with combining marks", folder),
                pool.submit(large, tool, "👩‍👩‍👧‍👦" * 9, "2,000 groups with emoji", folder),
                pool.submit(large, tool, "group-", "2,000 groups", folder),
                pool.submit(examples, tool, plans, folder), pool.submit(same_bytes, tool, plans[:3], folder),
                pool.submit(self_test, tool, folder), pool.submit(line_hundred, tool, folder),
                pool.submit(standard_input, tool, plans[-1], folder),
            ]
            jobs += [pool.submit(hostile, tool, labels[first::16], folder, page) for first in range(16)]
            for job in jobs:
                total.add(job.result())
    everything = bool(os.environ.get("FORMATS_ALL"))
    violations = 0
    for check, meaning in CHECKS.items():
        # One sentence for all texts and plans of which it is true.
        found = {}
        for sentence in (sentence for name, sentence in total.violations if name == check):
            label, colon, rest = sentence.partition(": ")
            found.setdefault(rest if colon else sentence, Counter())[label if colon else ""] += 1
        if total.counts[check] == 0:
            found["nothing was checked"] = Counter([""])
        violations += len(found)
        print(f"formats: {meaning}: {total.counts[check]:,} checks" + (f", {counted(len(found), 'violation')}" if found else ""))
        for sentence, labels in list(found.items())[: None if everything else MOST_PRINTED]:
            names = [name for name in labels if name]
            some = ", ".join(names if everything else names[:4])
            more = f" and {len(names) - 4} more" if len(names) > 4 and not everything else ""
            print(f"  {some}{more}: {sentence}" if names else f"  {sentence}")
        if len(found) > MOST_PRINTED and not everything:
            print(f"  {len(found) - MOST_PRINTED} more; FORMATS_ALL=1 lists them")
    checks = sum(total.counts.values())
    print(f"formats: {checks:,} checks of {len(PAYLOADS)} texts and {len(plans)} plans, {counted(violations, 'violation')}, "
          f"{time.monotonic() - start:.0f} s")
    sys.exit(1 if violations else 0)


if __name__ == "__main__":
    main()
