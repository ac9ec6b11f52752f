#!/usr/bin/env python3
"""Checks the JSON Schemas of the answers against real answers of the tool.

Usage: .ci/schemas [BINARY] [--root DIR] [--schemas DIR] [--coverage]

BINARY is the headroom binary. --root is the root of the repository, by default the folder above this script's.
--schemas is the folder of the schemas, by default data/schema of the repository. --coverage also lists which values
that the schemas allow were in no answer: null, the values of enumerations, and the choices between types.

Needs Python 3.9 or newer and the package jsonschema, version 4.10 or newer.

It checks that
- every kind of answer that the Swift sources name has a schema, and every schema a kind,
- every schema is valid, stands alone and describes every key,
- the answers of many commands match their schemas, both as published and with unknown keys forbidden,
- every key of a schema is in some answer, and is required if it is in all of them,
- each schema can fail: answers that lack a required key or have a value of the wrong type are rejected.
"""

import argparse
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

VERSION = "headroom/v1alpha1"
# The schemas of files that the tool reads, not of answers. `convert -o json` prints a plan.
INPUT_SCHEMAS = {"plan.schema.json": "CapacityPlan"}
# Kinds that the library makes and no command prints as JSON, with an answer for the schema.
WITHOUT_COMMAND = {
    "Check": {
        "apiVersion": VERSION, "kind": "Check", "code": "HR-SUB-001", "title": "Too few addresses in a subnet",
        "rule": "Fail: more addresses are needed than there are.", "fix": "Use a larger subnet.", "verdicts": ["fail"],
    },
}

problems: list[str] = []


def complain(text):
    problems.append(text)
    print(f"schemas: {text}")


def file_name(kind):
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind).lower() + ".schema.json"


# ---------------------------------------------------------------------------------------------- the schemas themselves


def schema_nodes(node, path="#"):
    """All schemas within a schema, with their places."""
    yield path, node
    for key in ("$defs", "properties"):
        for name, child in node.get(key, {}).items():
            yield from schema_nodes(child, f"{path}/{key}/{name}")
    for key in ("items", "additionalProperties", "if", "then"):
        if isinstance(node.get(key), dict):
            yield from schema_nodes(node[key], f"{path}/{key}")
    for key in ("anyOf", "allOf", "oneOf"):
        for index, child in enumerate(node.get(key, [])):
            yield from schema_nodes(child, f"{path}/{key}/{index}")


def check_schema(kind, schema, file):
    """Complains unless a schema stands alone, describes every key and allows keys of later versions.

    Returns whether the schema is valid.
    """
    error = best_match(Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(schema))
    if error is not None:
        complain(f"{file} is not a valid schema: {describe(error)}")
        return False
    if schema.get("$id") != f"{VERSION}/{kind}":
        complain(f"{file}: $id is {schema.get('$id')}; expected {VERSION}/{kind}")
    for key in ("$schema", "title", "description"):
        if not schema.get(key):
            complain(f"{file}: {key} is missing")
    used = set()
    for path, node in schema_nodes(schema):
        reference = node.get("$ref")
        if reference is not None:
            used.add(reference)
            if not reference.startswith("#/$defs/") or reference[8:] not in schema.get("$defs", {}):
                complain(f"{file}: {path} refers to {reference}, which is not in the file")
        if node.get("type") == "object" and "properties" in node and node.get("additionalProperties") is not True:
            complain(f"{file}: {path} does not allow keys that minor versions add")
        for name in node.get("required", []):
            if "properties" in node and name not in node["properties"]:
                complain(f"{file}: {path} requires {name}, which it does not describe")
        for name, child in node.get("properties", {}).items():
            is_condition = "/if" in path or "/then" in path
            if not is_condition and not child.get("description", "").endswith("."):
                complain(f"{file}: {path}/properties/{name} has no description that ends with a full stop")
    for name in schema.get("$defs", {}):
        if f"#/$defs/{name}" not in used:
            complain(f"{file}: $defs/{name} is not used")
    return True


def strict(schema):
    """A copy of a schema that forbids keys that it does not describe."""
    schema = copy.deepcopy(schema)
    for _, node in schema_nodes(schema):
        if node.get("additionalProperties") is True:
            node["additionalProperties"] = False
    return schema


# ------------------------------------------------------------------------------------------------------- the commands

SMALL = """\
apiVersion: headroom/v1alpha1
kind: CapacityPlan
metadata: {name: small}
region: eu-central-1
"""

PLANS = {
    # Every kind of node group, a growing plan, and a subnet of each state of knowledge.
    "groups": SMALL + """\
kubernetesVersion: "1.34"
vpc:
  cidrs: [10.0.0.0/16]
  subnets:
    - {name: a, zone: eu-central-1a, zoneId: euc1-az2, cidr: 10.0.0.0/24}
    - {name: b, zone: eu-central-1b, zoneId: euc1-az3, cidr: 10.0.1.0/24, usedAddresses: 20}
    - {name: planned, zone: eu-central-1c, zoneId: euc1-az1}
    - {name: uncertain, zone: eu-central-1c, cidr: 10.0.2.0/24, usedAddresses: unknown}
    - {name: idle, zone: unknown, cidr: 10.0.3.0/24}
cni: {env: {ENABLE_POD_ENI: "true", ENABLE_WINDOWS_IPAM: "true"}}
nodeGroups:
  - {name: managed, instanceTypes: [m5.large], desiredSize: 2, maxSize: 4, subnets: [a, b]}
  - {name: old, manager: self-managed, amiFamily: AmazonLinux2, instanceTypes: [m5.large], desiredSize: 1, subnets: [a]}
  - {name: rocket, manager: self-managed, amiFamily: Bottlerocket, instanceTypes: [m5.large], desiredSize: 1, subnets: [a]}
  - {name: custom, customAMI: true, instanceTypes: [m5.large], desiredSize: 1, subnets: [a]}
  - {name: windows, amiFamily: Windows, instanceTypes: [m5.large], desiredSize: 1, subnets: [b]}
  - {name: spot, capacityType: spot, instanceTypes: [m5.large, m5a.large], desiredSize: 1, subnets: [b]}
  - {name: karpenter, manager: karpenter, instanceTypes: [m5.large, m6g.large], subnets: [a, b]}
  - {name: auto, manager: auto-mode, instanceTypes: [m5.large, c6a.large], subnets: [b]}
  - {name: fargate, manager: fargate, subnets: [a]}
  - {name: there, instanceTypes: [m5.large], desiredSize: 1, subnets: [planned]}
  - {name: own, instanceTypes: [own.large], desiredSize: 1, subnets: [b]}
  - {name: untyped, instanceTypes: unknown, desiredSize: 1, subnets: [a]}
  - {name: unsized, instanceTypes: [m5.large], desiredSize: unknown, subnets: unknown}
  - {name: among, instanceTypes: [m5.large], desiredSize: 1, maxSize: 9, subnets: {among: [a, b]}}
instanceTypes:
  - {instance_type: own.large, default_card_max_enis: 3, ipv4_per_eni: 60}
workloads:
  - {name: web, replicas: 20, maxReplicas: 90, cpu: 250m, memory: 256Mi, nodeGroups: [managed, karpenter, auto]}
  - {name: secure, replicas: 4, securityGroups: true, nodeGroups: [managed]}
  - {name: job, replicas: 3, cpu: "1", memory: 2Gi, nodeGroups: [fargate]}
  - {name: large, replicas: 1, cpu: "400", nodeGroups: [old]}
  - {name: rest, replicas: 9}
reservations:
  - {name: nat, kind: natGateway, subnets: [a]}
growth: {ratePerMonth: 25%, horizonMonths: 24}
policy: {surviveZoneLoss: true}
remarks:
  - {kind: drift, about: reservation, name: nat, message: it has another size}
  - {kind: notInFiles, about: network, message: its volume is not in the files}
""",
    # Services and network use of many kinds.
    "network": SMALL + """\
kubernetesVersion: "1.34"
vpc:
  cidrs: [10.0.0.0/16]
  subnets:
    - {name: a, zone: eu-central-1a, cidr: 10.0.0.0/24}
    - {name: b, zone: eu-central-1b, cidr: 10.0.1.0/24}
    - {name: c, zone: eu-central-1c, cidr: 10.0.2.0/24}
nodeGroups:
  - {name: ng, instanceTypes: [m5.large], desiredSize: 6, subnets: [a, b, c]}
  - {name: single, instanceTypes: [m5.large], desiredSize: 1, subnets: [a]}
  - {name: none, instanceTypes: [m5.large], desiredSize: 0, subnets: [a]}
workloads:
  - {name: web, replicas: 7, maxReplicas: 12}
  - {name: two, replicas: 2, nodeGroups: [ng]}
  - {name: one, replicas: 1, nodeGroups: [single]}
  - {name: nobody, replicas: 1, nodeGroups: [none]}
  - {name: zero, replicas: 0}
services:
  - {name: plain, workload: web, gbPerMonth: {request: 10, response: 90}}
  - {name: auto, workload: web, annotations: {service.kubernetes.io/topology-mode: Auto}, gbPerMonth: {request: 10, response: 90}}
  - {name: few, workload: two, annotations: {service.kubernetes.io/topology-mode: Auto}, gbPerMonth: {request: 10, response: 90}}
  - {name: close, workload: two, trafficDistribution: PreferClose, gbPerMonth: {request: 10, response: 90}}
  - {name: same-zone, workload: web, trafficDistribution: PreferSameZone, clients: {zones: {eu-central-1a: 8, eu-central-1b: 1}}, gbPerMonth: {request: 1, response: 9}}
  - {name: same-node, workload: web, trafficDistribution: PreferSameNode}
  - {name: wrong, workload: web, trafficDistribution: Nearest}
  - {name: local, workload: one, internalTrafficPolicy: Local, clients: {workload: web}, gbPerMonth: {request: 1, response: 9}}
  - {name: headless, workload: web, headless: true, trafficDistribution: PreferClose}
  - {name: unasked, workload: web, clients: {workload: nobody}, trafficDistribution: PreferClose}
  - {name: empty, workload: zero, trafficDistribution: PreferClose, gbPerMonth: {request: 1, response: 1}}
  - name: nlb
    workload: web
    clients: {cidr: vpc}
    trafficDistribution: PreferClose
    gbPerMonth: {request: 10, response: 90}
    exposures: [{type: nlb}, {type: alb, targetType: ip, loadBalancer: shared}, {type: nlb, protocol: tls, crossZone: true}]
  - {name: silent, workload: zero, clients: {cidr: internet}, exposures: [{type: alb}]}
network:
  natGateways: {zones: [eu-central-1a, eu-central-1b], gbPerMonth: {out: 100, in: 900}}
  endpoints:
    - {service: s3, type: gateway, gbPerMonth: 100}
    - {service: ecr.dkr, type: interface, zones: [eu-central-1a, eu-central-1b], gbPerMonth: 10}
    - {service: sts, type: interface, zones: [eu-central-1a]}
  internetEgressGBPerMonth: 30000
  transitGateway: {attachments: 2, gbPerMonth: 10}
  interRegion: [{to: us-east-1, gbPerMonth: 5}]
  dataStores:
    - {name: db, kind: rds, zones: [eu-central-1a], gbPerMonth: 50}
    - {name: cache, kind: other, zones: [eu-central-1b], gbPerMonth: {request: 5, response: 50}}
  controlPlane: true
  controlPlaneTier: XL
  hybridNodeVCPUs: 8
  vpcLattice: {services: 2, gbPerMonth: 5}
""",
    # Measured traffic, which topology hints make worse.
    "measured": SMALL + """\
kubernetesVersion: "1.34"
vpc:
  subnets:
    - {name: a, zone: eu-central-1a, cidr: 10.0.0.0/24}
    - {name: b, zone: eu-central-1b, cidr: 10.0.1.0/24}
    - {name: c, zone: eu-central-1c, cidr: 10.0.2.0/24}
nodeGroups:
  - {name: a, instanceTypes: [m5.large], desiredSize: 2, subnets: [a]}
  - {name: others, instanceTypes: [m5.large], desiredSize: 4, subnets: [b, c]}
workloads:
  - {name: web, replicas: 4, nodeGroups: [others]}
services:
  - {name: web, workload: web, trafficDistribution: PreferSameZone, measured: {file: measured.csv}}
""",
    "tiny": SMALL + "vpc: {subnets: [{name: a, zone: eu-central-1a}]}\n",
}
FILES = {
    "measured.csv": "clientZone,serverZone,requestBytes,responseBytes\neu-central-1a,eu-central-1a,1000,1073741824000\n",
    "node.yaml": """\
instanceType: m5.large
cni: {WARM_IP_TARGET: "2"}
events: [{op: pods, count: 7}, {op: settle}, {op: pods, count: 60}, {op: advance, seconds: 40}, {op: snapshot}, {op: pods, count: 2}, {op: settle}]
""",
    # Without warm interfaces, a node whose pods use all addresses attaches and releases the same interface forever.
    "restless.yaml": """\
instanceType: t3.small
cni: {WARM_ENI_TARGET: "0"}
events: [{op: pods, count: 3}, {op: settle}]
""",
    "full.yaml": """\
duration: 2h
sample: 30m
events: [{at: 1m, scale: web, replicas: 200}, {churn: web, podsPerMinute: 5, until: 1h}]
""",
    "idle.yaml": "duration: 10m\nsample: 5m\nevents: []\n",
    "undated.csv": "region,instance_type,usd_per_hour,currency,price_per_hour,tenancy,as_of\neu-central-1,m5.large,0.1,USD,0.1,shared,\n",
    "baseline.json": '{"kind": "Assessment", "findings": [{"code": "HR-POD-001", "subject": "workload nginx", '
                     '"verdict": "fail"}]}',
    "types.csv": "instance_type,default_card_max_enis,ipv4_per_eni,vcpus,memory_mib,network_cards_detail\nmy.large,4,10,2,8192,0:4;1:4\nmy.bare,2,200,,,\n",
}

# Changes of a plan, each made to every example.
VARIANTS = {
    "as it is": [],
    "prefix delegation": ["cni.env.ENABLE_PREFIX_DELEGATION=true"],
    "warm targets": ["cni.env.WARM_IP_TARGET=2", "cni.env.MINIMUM_IP_TARGET=10"],
    "ipv6": ["ipFamily=ipv6", "cni.env.ENABLE_PREFIX_DELEGATION=true", "cni.env.ENABLE_IPv6=true"],
    "overlay": ["cni.kind=overlay"],
    "chained Cilium": ["cni.kind=chained-cilium"],
    "larger groups": ["nodeGroups.0.maxSize=40", "workloads.0.replicas=1"],
    "karpenter": ["nodeGroups.0.manager=karpenter", "nodeGroups.0.instanceTypes=[m5.large, m6g.large, t3.medium]"],
    "auto mode": ["nodeGroups.0.manager=auto-mode"],
    "fargate": ["nodeGroups.0.manager=fargate"],
    "windows": ["nodeGroups.0.amiFamily=Windows"],
    "self-managed": ["nodeGroups.0.manager=self-managed", "nodeGroups.0.maxPods=20"],
    "spot": ["nodeGroups.0.capacityType=spot"],
    "growth": ["growth={ratePerMonth: 10%}"],
    "no growth": ["growth={ratePerMonth: 0}"],
    "steps of growth": ["growth={model: steps, steps: [{month: 3, percent: 2000}]}"],
    "unknown CIDR": ["vpc.subnets.0.cidr=null", "vpc.subnets.0.occupied=[]", "vpc.subnets.0.cidrReservations=[]"],
    "unknown zone": ["vpc.subnets.0.zone=unknown", "vpc.subnets.0.zoneId=null"],
    "unknown types": ["nodeGroups.0.instanceTypes=unknown"],
    "unknown size": ["nodeGroups.0.desiredSize=unknown", "nodeGroups.0.maxSize=unknown"],
    "full nodes": ["policy.basis=fullNodes"],
    "zone loss": ["policy.surviveZoneLoss=true", "nodeGroups.0.maxSize=9"],
    "own price": ["network.prices.ec2_hour:t3.medium=0.05", "discounts={onDemand: 10%}"],
    "requests": ["workloads.2.cpu=10m", "workloads.2.memory=900Mi"],
    "security groups": ["cni.env.ENABLE_POD_ENI=true", "workloads.2.securityGroups=true", "nodeGroups.0.instanceTypes=[m5.large]"],
    "wrong settings": ["cni.env.AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG=true", "vpc.serviceCIDR=192.168.0.0/20"],
    "too large": ["nodeGroups.0.maxSize=4000", "nodeGroups.0.instanceTypes=[m5.24xlarge]", "workloads.2.maxReplicas=100000"],
    "old version": ['kubernetesVersion="1.23"'],
    "no version": ["kubernetesVersion=null"],
}
# Regions with few prices, with prices in yuan, and without zones that the library knows.
REGIONS = {"ap-southeast-5": "apse5", "cn-north-1": "cnn1", "us-gov-west-1": "usgw1", "us-west-2": "usw2"}
PLAN_COMMANDS = [
    ["check", "--exit-zero"], ["report", "--exit-zero"], ["traffic"], ["cost"], ["cost", "--by", "group"],
    ["cost", "--by", "service"], ["cost", "--by", "zone"], ["cost", "--by", "meter"], ["compare"],
    ["compare", "--table", "subnets"], ["propose"], ["convert"],
]
OTHER_COMMANDS = [
    ["diff", "data/examples/kans-lab.yaml", "data/examples/kans-lab-prefix.yaml"],
    ["diff", "data/examples/kans-lab.yaml", "data/examples/kans-lab-services.yaml"],
    ["diff", "data/examples/kans-lab.yaml", "data/examples/fragmented.yaml", "--exit-zero"],
    ["diff", "data/examples/kans-lab.yaml", "data/examples/kans-lab.yaml", "--set", "workloads.nginx.replicas=70", "--exit-zero"],
    ["diff", "data/examples/kans-lab.yaml", "data/examples/kans-lab.yaml", "--set", "nodeGroups.ng1.desiredSize=4"],
    ["check", "-f", "data/examples/kans-lab.yaml", "--baseline", "baseline.json"],
    ["max-pods", "--all"], ["max-pods", "--all", "--prefix-delegation"], ["max-pods", "--all", "--ipv6"],
    ["max-pods", "--all", "--custom-networking", "--security-groups-for-pods"],
    ["max-pods", "my.bare", "my.large", "--instance-types", "types.csv"],
    ["max-pods", "m5.large", "t2.micro", "--prefix-delegation", "--custom-networking", "--set-by", "karpenter"],
    ["max-pods", "m5.large", "--windows"], ["max-pods", "m5.large", "--windows", "--prefix-delegation"],
    ["max-pods", "m5.large", "--max-eni", "1", "--custom-networking"],
    *[["max-pods", "c5.18xlarge", "--set-by", setter] for setter in ("managed", "nodeadm", "al2", "bottlerocket", "karpenter", "auto-mode")],
    ["warm-pool", "t3.small", "--pods", "0...12"],
    ["warm-pool", "t3.small", "--pods", "0...12", "--warm-ip-target", "2", "--minimum-ip-target", "5"],
    ["warm-pool", "m5.large", "--pods", "0...130", "--prefix-delegation", "--max-pods", "110"],
    ["warm-pool", "t3.small", "--pods", "0...9", "--custom-networking", "--defaults", "binary"],
    ["warm-pool", "t3.small", "--pods", "0...9", "--warm-eni-target", "0"],
    ["subnet", "192.168.1.0/24", "100.64.0.0/10", "10.0.0.0/30"],
    ["subnet", "10.0.0.0/24", "10.1.0.0/28", "--used", "60", "--prefixes", "7"],
    ["subnet", "10.0.0.0/24", "--used", "60"], ["subnet", "10.0.0.0/26", "--map"],
    ["subnet", "10.0.0.0/24", "--occupied", "10.0.0.20", "10.0.0.64/28", "--map", "--prefixes", "20"],
    ["topology", "--cpu", "a=5790", "b=5790", "c=5790", "--endpoints", "a=4", "b=3", "c=2"],
    ["topology", "--cpu", "a=2000,b=3000,c=8000", "--endpoints", "a=2,c=7"],
    ["topology", "--cpu", "a=1", "b=1", "c=1", "--endpoints", "a=1"],
    ["topology", "--cpu", "a=1", "b=1", "--endpoints", "a=0"], ["topology", "--cpu", "a=1", "--endpoints", "a=3"],
    ["topology", "--cpu", "a=1", "b=1", "--endpoints", "a=3", "--clients", "a=0", "b=0"],
    ["topology", "--cpu", "a=1", "b=1", "--endpoints", "a=3", "--mode", "prefer-close"],
    ["topology", "--cpu", "a=1", "b=1", "--endpoints", "a=3", "b=1", "--mode", "prefer-same-zone"],
    ["topology", "--cpu", "a=1", "b=1", "--endpoints", "a=3", "b=1", "--mode", "prefer-same-node"],
    ["topology", "--cpu", "a=1", "b=1", "--endpoints", "a=3", "--mode", "prefer-same-zone", "--kubernetes-version", "1.30"],
    ["topology", "--cpu", "a=1", "b=1", "--endpoints", "a=3", "--mode", "none"],
    ["topology", "--cpu", "a=1", "b=1", "c=1", "--replicas", "0...30"],
    ["topology", "--cpu", "a=1", "b=1", "c=1", "--replicas", "0...6", "--mode", "prefer-close"],
    ["topology", "--cpu", "a=1", "b=1", "c=1", "--replicas", "1...6", "--mode", "none"],
    ["simulate", "--node", "node.yaml"], ["simulate", "--node", "node.yaml", "--orders", "5"],
    ["simulate", "--node", "restless.yaml"], ["simulate", "--node", "restless.yaml", "--orders", "2"],
    ["catalog", "list"], ["catalog", "list", "--instance-types", "types.csv"], ["catalog", "show", "m5.large", "p5.48xlarge"],
    ["rank", "--pod", "cpu=500m,memory=1Gi", "--region", "eu-central-1"],
    ["rank", "--pod", "cpu=2", "--region", "cn-north-1"],
    ["rank", "--pod", "memory=3Gi", "--region", "us-east-1", "--capacity-type", "spot", "--architecture", "arm64"],
    ["rank", "-f", "groups.yaml", "--node-group", "rocket", "--prices", "undated.csv"],
    ["rank", "-f", "groups.yaml"], ["rank", "-f", "groups.yaml", "--workload", "secure", "--node-group", "managed"],
    ["rank", "-f", "network.yaml", "--workload", "two", "--as-of", "2029-01-01"],
]


# Why a plan of data/examples may refuse one of the variants or commands that all of them go through.
NOT_FOR_EVERY_PLAN = ("is the plan's own region", "is a setting of instances", "no subnets for pods can be proposed")


class Tool:
    """The headroom binary, and the answers that it has printed."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.answers = []

    def run(self, arguments):
        """Runs a command in the folder of the plans and keeps its answer."""
        command = [self.binary, *arguments, "-o", "json"]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        words = " ".join(arguments)
        if done.returncode == 2 and any(reason in done.stderr for reason in NOT_FOR_EVERY_PLAN):
            return None
        if done.returncode != 0:
            return complain(f"`headroom {words}` exits with {done.returncode}: {done.stderr.strip()[:300]}")
        try:
            answer = json.loads(done.stdout, object_pairs_hook=unique)
        except ValueError as error:
            return complain(f"`headroom {words}` does not print JSON: {error}")
        self.answers.append((words, answer))


def unique(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise ValueError("an object has a key twice")
    return dict(pairs)


def run_all(tool, root):
    """Runs every command."""
    examples = sorted((root / "data/examples").glob("*.yaml"))
    plans = [file for file in examples if re.search(r"^kind: CapacityPlan", file.read_text(), re.M)]
    scenarios = [file for file in examples if file not in plans]
    for name, text in PLANS.items():
        (tool.folder / f"{name}.yaml").write_text(text)
    for name, text in FILES.items():
        (tool.folder / name).write_text(text)
    moved = []
    for file in [*plans, tool.folder / "groups.yaml", tool.folder / "network.yaml"]:
        text = file.read_text()
        own = re.search(r"^region: (\S+)", text, re.M).group(1)
        for region, short in REGIONS.items():
            if region != own:
                name = f"{file.stem}-{region}.yaml"
                text_there = re.sub(r"zoneId: [a-z0-9]+-", f"zoneId: {short}-", text.replace(own, region))
                (tool.folder / name).write_text(text_there)
                moved.append(name)
    for command in PLAN_COMMANDS:
        for file in plans:
            for changes in VARIANTS.values():
                # These commands repeat what others say of a plan, so fewer plans are enough.
                if (command[0] in ("report", "convert") or "--by" in command) and len(changes) > 1:
                    continue
                tool.run([*command, "-f", str(file), *[word for change in changes for word in ("--set", change)]])
        for name in [*(f"{name}.yaml" for name in PLANS), *moved]:
            # A plan with other files cannot be converted to one file.
            if (command[0], name) != ("convert", "measured.yaml"):
                tool.run([*command, "-f", name])
    # Output of the AWS CLI.
    shop = root / "Tests/HeadroomImportTests/Fixtures/shop"
    if shop.is_dir():
        for command in PLAN_COMMANDS:
            tool.run([*command, "-f", str(shop)])
    for file in [*map(str, plans), "network.yaml"]:
        tool.run(["propose", "--pod-subnets", "-f", file])
        tool.run(["propose", "--check", "HR-SUR-001", "-f", file])
        tool.run(["cost", "--as-of", "2029-01-01", "-f", file])
        tool.run(["traffic", "--assume-cross-az", "--as-of", "2029-01-01", "-f", file])
        tool.run(["check", "--exit-zero", "--as-of", "2029-01-01", "-f", file])
        tool.run(["rank", "-f", file])
        tool.run(["simulate", "-f", file, "--scenario", "idle.yaml"])
    for file in scenarios:
        # The first line of a scenario says for which plan it is.
        plan = re.search(r"-f (\S+)", file.read_text()).group(1)
        for placement in ("first-fit", "random", "adversarial"):
            tool.run(["simulate", "-f", str(root / plan), "--scenario", str(file), "--placement", placement])
            tool.run(["simulate", "-f", str(root / plan), "--scenario", str(file), "--placement", placement,
                      "--set", "cni.env.ENABLE_PREFIX_DELEGATION=true"])
    tool.run(["simulate", "-f", "network.yaml", "--scenario", "full.yaml", "--set", "vpc.subnets.a.cidr=10.0.0.0/28",
              "--set", "services=[]"])
    for command in OTHER_COMMANDS:
        tool.run([str(root / word) if word.startswith("data/") else word for word in command])


# ------------------------------------------------------------------------------------------------------------ coverage


class Walk:
    """A walk through an answer along its schema: which parts of the schema it uses, and what they say about it."""

    def __init__(self, schema):
        self.schema = schema
        self.seen = set()
        self.validators = {}

    def resolve(self, node):
        if "$ref" in node:
            return {**self.schema["$defs"][node["$ref"][8:]], **{k: v for k, v in node.items() if k != "$ref"}}
        return node

    def matches(self, node, value):
        key = id(node)
        if key not in self.validators:
            validator = Draft202012Validator({**node, "$defs": self.schema.get("$defs", {})})
            self.validators[key] = (validator, node)
        return self.validators[key][0].is_valid(value)

    def visit(self, node, value, path=(), visitor=None, name="#"):
        if "$ref" in node:
            name = node["$ref"]
        node_here = self.resolve(node)
        for place, choice in enumerate(node_here.get("anyOf", [])):
            if self.matches(choice, value):
                self.seen.add((name, "choice", place))
                self.visit(choice, value, path, visitor, name)
                break
        if visitor:
            visitor(node_here, value, path, name)
        if isinstance(value, dict):
            for key, child in node_here.get("properties", {}).items():
                if key in value:
                    self.seen.add((name, key))
                    self.seen.add((name, key, "null" if value[key] is None else "known"))
                    child_here = self.resolve(child)
                    for item in [child_here, *map(self.resolve, child_here.get("anyOf", []))]:
                        if "enum" in item and not isinstance(value[key], (dict, list)):
                            self.seen.add((name, key, "enum", value[key]))
                    self.visit(child, value[key], (*path, key), visitor, f"{name}/{key}")
                else:
                    self.seen.add((name, key, "absent"))
            if isinstance(node_here.get("additionalProperties"), dict):
                for key, item in value.items():
                    if key not in node_here.get("properties", {}):
                        self.visit(node_here["additionalProperties"], item, (*path, key), visitor, f"{name}/*")
        elif isinstance(value, list) and "items" in node_here:
            for index, item in enumerate(value):
                self.visit(node_here["items"], item, (*path, index), visitor, f"{name}/items")

    def expected(self):
        """Every key of the schema, the keys that may be absent, and every value that could be seen."""
        keys, optional, values = set(), set(), set()

        def add(node, name):
            if "$ref" in node:
                return
            for key, child in node.get("properties", {}).items():
                keys.add((name, key))
                if key not in node.get("required", []):
                    optional.add((name, key))
                there = self.resolve(child)
                for item in [there, *map(self.resolve, there.get("anyOf", []))]:
                    if "null" in str(item.get("type")):
                        values.add((name, key, "null"))
                    for value in item.get("enum", []):
                        values.add((name, key, "enum", value))
                values.add((name, key, "known"))
                values.update((f"{name}/{key}", "choice", place) for place in range(len(child.get("anyOf", []))))
                add(child, f"{name}/{key}")
                for choice in child.get("anyOf", []):
                    add(choice, f"{name}/{key}")
            if isinstance(node.get("items"), dict):
                add(node["items"], f"{name}/items")

        add(self.schema, "#")
        for name, node in self.schema.get("$defs", {}).items():
            add(node, f"#/$defs/{name}")
        return keys, optional, values


# ----------------------------------------------------------------------------------------------------------- mutations


def at(answer, path):
    for step in path:
        answer = answer[step]
    return answer


def wrong_type(value):
    """A value of another type than the given one and null."""
    if isinstance(value, bool):
        return "true"
    if isinstance(value, (int, float)):
        return f"{value} "
    if isinstance(value, str):
        return 17
    return [17] if isinstance(value, dict) else {"17": 17}


def mutants(walk, answer):
    """Answers that a schema must reject, each with what was changed; one for every place of the schema."""
    done, found = set(), []

    def visitor(node, value, path, name):
        place = (name, tuple("*" if isinstance(step, int) else step for step in path[-1:]))
        if isinstance(value, dict):
            for key in node.get("required", []):
                if key in value and ("without", place, key) not in done:
                    done.add(("without", place, key))
                    found.append(("without", (*path, key)))
        if value is not None and path and (node.get("type") or "enum" in node or "const" in node):
            if ("type", place) not in done:
                done.add(("type", place))
                found.append(("type", path))

    walk.visit(walk.schema, answer, visitor=visitor)
    for kind, path in found:
        mutant = copy.deepcopy(answer)
        parent = at(mutant, path[:-1])
        where = "/".join(map(str, path))
        if kind == "without":
            del parent[path[-1]]
            yield f"without {where}", mutant
        else:
            parent[path[-1]] = wrong_type(parent[path[-1]])
            yield f"with another type of {where}", mutant


def thin(value, most=3):
    """An answer with short lists, so that copies of it are small."""
    if isinstance(value, dict):
        return {key: thin(item, most) for key, item in value.items()}
    return [thin(item, most) for item in value[:most]] if isinstance(value, list) else value


# ---------------------------------------------------------------------------------------------------------------- main


def describe(error):
    deepest = error
    while deepest.context:
        deepest = max(deepest.context, key=lambda item: len(item.absolute_path))
    return f"{'/'.join(map(str, deepest.absolute_path)) or 'the answer'}: {deepest.message[:200]}"


def main():
    arguments = argparse.ArgumentParser(description="Checks the JSON Schemas of the answers against real answers.")
    arguments.add_argument("binary")
    arguments.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent)
    arguments.add_argument("--schemas", type=pathlib.Path)
    arguments.add_argument("--coverage", action="store_true")
    given = arguments.parse_args()
    root = given.root.resolve()
    folder = (given.schemas or root / "data/schema").resolve()

    kinds = set()
    for file in sorted((root / "Sources/HeadroomReport").rglob("*.swift")):
        kinds |= set(re.findall(r'\bkind: "([A-Z][A-Za-z]*)"', file.read_text()))
    if not kinds:
        complain(f"no kinds are named in {root / 'Sources/HeadroomReport'}")
    schemas = {}
    for kind in sorted(kinds):
        file = folder / file_name(kind)
        if file.exists():
            schema = json.loads(file.read_text(), object_pairs_hook=unique)
            if check_schema(kind, schema, file.name):
                schemas[kind] = schema
        else:
            complain(f"{file.name} is missing, the schema of {kind}")
    for file in sorted(folder.glob("*.schema.json")):
        if file.name not in INPUT_SCHEMAS and file.name not in map(file_name, kinds):
            complain(f"{file.name} is the schema of no kind that the sources name")
    # A plan has no unknown keys in any version, so its schema is strict as it is.
    for name, kind in INPUT_SCHEMAS.items():
        schema = json.loads((root / "data/schema" / name).read_text())
        Draft202012Validator.check_schema(schema)
        schemas[kind] = schema

    with tempfile.TemporaryDirectory() as scratch:
        tool = Tool(str(pathlib.Path(given.binary).resolve()), pathlib.Path(scratch))
        run_all(tool, root)
        answers = {kind: [] for kind in schemas}
        for words, answer in tool.answers:
            kind = answer.get("kind") if isinstance(answer, dict) else None
            if kind in schemas:
                answers[kind].append((words, answer))
            elif kind not in kinds:
                complain(f"`headroom {words}` prints the kind {kind}, which the sources do not name")

    for kind, answer in WITHOUT_COMMAND.items():
        if kind in schemas:
            if answers[kind]:
                complain(f"a command prints {kind} now; remove it from WITHOUT_COMMAND")
            answers[kind].append(("the library", answer))

    for kind in sorted(schemas):
        check_answers(kind, schemas[kind], answers[kind], given.coverage)
    if problems:
        sys.exit(f"schemas: {len(problems)} problem{'s' if len(problems) > 1 else ''}")


def check_answers(kind, schema, answers, coverage):
    if not answers:
        return complain(f"{kind}: no command printed such an answer")
    loose, forbidding = Draft202012Validator(schema), Draft202012Validator(strict(schema))
    walk = Walk(schema)
    bad = 0
    # Equal answers of different commands are validated once.
    distinct = {}
    for words, answer in answers:
        distinct.setdefault(json.dumps(answer, sort_keys=True), (words, answer))
    samples = []
    for words, answer in distinct.values():
        error = next(iter(forbidding.iter_errors(answer)), None)
        # What the strict schema accepts, the published one accepts as well; it is checked for the smaller answers.
        if error is None and len(samples) < 40:
            error = next(iter(loose.iter_errors(answer)), None)
        if error is not None:
            bad += 1
            if bad <= 5:
                complain(f"{kind}: `headroom {words}`: {describe(error)}")
            continue
        if kind not in INPUT_SCHEMAS.values():
            before = len(walk.seen)
            walk.visit(schema, answer)
            if len(walk.seen) > before:
                samples.append(answer)
    if bad > 5:
        complain(f"{kind}: {bad - 5} more answers do not match the schema")
    if bad:
        # What follows would only repeat that the schema does not match.
        return print(f"{kind}: {len(answers)} answers, of which {bad} do not match")
    if kind in INPUT_SCHEMAS.values():
        return print(f"{kind}: {len(answers)} answers")

    keys, optional, values = walk.expected()
    for name, key in sorted(keys - {item for item in walk.seen if len(item) == 2}):
        complain(f"{kind}: no answer has the key {key} of {name}")
    for name, key in sorted(optional):
        if (name, key, "absent") not in walk.seen:
            complain(f"{kind}: every answer has the key {key} of {name}, so it should be required")
    if coverage:
        for item in sorted(values - walk.seen, key=str):
            print(f"  {kind}: never seen: {' '.join(map(str, item))}")

    rejected, missed, tried = 0, [], set()
    for answer in samples:
        small = thin(answer)
        if not loose.is_valid(small):
            small = answer
        if forbidding.is_valid({**small, "keyOfALaterVersion": 1}) or not loose.is_valid({**small, "keyOfALaterVersion": 1}):
            missed.append("with an unknown key")
        for what, mutant in mutants(walk, small):
            general = re.sub(r"/\d+(?=/|$)", "/*", what)
            if general in tried:
                continue
            tried.add(general)
            if loose.is_valid(mutant):
                missed.append(what)
            else:
                rejected += 1
    for what in missed[:10]:
        complain(f"{kind}: the schema does not tell an answer {what} from a good one")
    print(f"{kind}: {len(answers)} answers, {rejected} changed ones rejected")


if __name__ == "__main__":
    main()
