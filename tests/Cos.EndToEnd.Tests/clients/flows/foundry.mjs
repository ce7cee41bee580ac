// Foundry against the node: forge create, forge script --broadcast, forge test on a fork, cast run, and every cast command that people use to look at a chain.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEther } from "ethers";
import { artifacts } from "../lib/artifacts.mjs";
import { equal, flow, holds, refused } from "../lib/check.mjs";
import { account as devAccount, chainId, rpcUrl } from "../lib/env.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const me = devAccount(5);
const friend = "0x0000000000000000000000000000000000F51E4D";
const key = ["--private-key", me.privateKey];
const rpc = ["--rpc-url", rpcUrl];
let token, probe, stored;

const run = (tool, args, environment = {}) => {
  try {
    return execFileSync(join(root, "node_modules", "@foundry-rs", `${tool}-linux-amd64`, "bin", tool), args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], timeout: 120_000, env: { ...process.env, ...environment, NO_COLOR: "1", FOUNDRY_DISABLE_NIGHTLY_WARNING: "1" } }).trim();
  } catch (error) {
    throw new Error(`${tool} ${args.filter((a) => a !== me.privateKey).join(" ")}\n${error.stdout}\n${error.stderr}`);
  }
};
const cast = (command, ...args) => run("cast", [command, ...args, ...rpc]);
const castJson = (command, ...args) => JSON.parse(cast(command, ...args, "--json"));
const forge = (...args) => run("forge", args);
const create = (contract, ...constructorArgs) => {
  const output = forge("create", contract, ...rpc, ...key, "--broadcast", ...(constructorArgs.length > 0 ? ["--constructor-args", ...constructorArgs] : []));
  const address = /Deployed to: (0x[0-9a-fA-F]{40})/.exec(output)?.[1];
  holds(`forge create ${contract} names the address`, address, output);
  return address;
};

await flow("foundry", {
  "forge builds and creates": async () => {
    token = create("contracts/Token.sol:Token", "Forged", "FRG", parseEther("777").toString());
    probe = create("contracts/Probe.sol:Probe");
    equal("name", cast("call", token, "name()(string)"), '"Forged"');
    equal("supply", BigInt(cast("call", token, "totalSupply()(uint256)").split(" ")[0]), parseEther("777"));
  },

  "forge script deploys and calls": async () => {
    rmSync(join(root, "broadcast"), { recursive: true, force: true });
    forge("script", "script/Deploy.s.sol:Deploy", ...rpc, ...key, "--broadcast", "--slow");
    const record = join(root, "broadcast", "Deploy.s.sol", String(chainId), "run-latest.json");
    holds("the broadcast is on record", existsSync(record));
    const { transactions, receipts } = JSON.parse(readFileSync(record, "utf8"));
    equal("transactions", [transactions.length, receipts.length], [5, 5]);
    holds("all succeeded", receipts.every((r) => BigInt(r.status) === 1n));
    const [scriptToken, collectible] = transactions.filter((t) => t.transactionType === "CREATE").map((t) => t.contractAddress);
    equal("token balance", BigInt(cast("call", scriptToken, "balanceOf(address)(uint256)", friend).split(" ")[0]), parseEther("123"));
    equal("collectible owner", cast("call", collectible, "ownerOf(uint256)(address)", "2").toLowerCase(), friend.toLowerCase());
    equal("collectibles", cast("call", collectible, "balanceOf(address)(uint256)", friend), "2");
  },

  "forge script deploys without --slow": async () => {
    forge("script", "script/Deploy.s.sol:Deploy", ...rpc, ...key, "--broadcast");
    const { receipts } = JSON.parse(readFileSync(join(root, "broadcast", "Deploy.s.sol", String(chainId), "run-latest.json"), "utf8"));
    holds("all succeeded", receipts.length === 5 && receipts.every((r) => BigInt(r.status) === 1n));
  },

  "cast sends": async () => {
    stored = castJson("send", probe, "store(uint256,uint256,string)", "5", "500", "cast", ...key);
    equal("status and logs", [stored.status, stored.logs.length], ["0x1", 1]);
    equal("value", cast("call", probe, "values(uint256)(uint256)", "5"), "500");
    const legacy = castJson("send", friend, "--value", "3gwei", "--legacy", ...key);
    equal("legacy", [legacy.type, BigInt(legacy.gasUsed)], ["0x0", 21_000n]);
    const failed = await refused("a revert", () => cast("send", probe, "refuse()", ...key));
    holds("names the reason", failed.message.includes("not today"), failed.message);
    const custom = await refused("a custom error", () => cast("call", probe, "requireAtLeast(uint256)(uint256)", "1"));
    holds("custom error's data", custom.message.includes(run("cast", ["sig", "TooSmall(uint256,uint256)"]).slice(2)), custom.message);
  },

  "cast run executes a refused transaction again": async () => {
    const refusedReceipt = castJson("send", probe, "refuse()", "--gas-limit", "100000", ...key);
    equal("a mined refusal", refusedReceipt.status, "0x0");
    for (const how of [[], ["--quick"]]) {
      const words = cast("run", refusedReceipt.transactionHash, ...how);
      holds(`the refusal ${how}`, words.includes("not today") && words.includes(`Gas used: ${BigInt(refusedReceipt.gasUsed)}`), words);
    }
  },

  "forge test forks the chain": async () => {
    const before = BigInt(stored.blockNumber) - 1n;
    const environment = { FORK_TOKEN: token, FORK_PROBE: probe, FORK_HOLDER: me.address, FORK_BLOCK: String(before) };
    const output = run("forge", ["test", "--fork-url", rpcUrl, "--match-path", "test/Fork.t.sol"], environment);
    holds("five tests pass", output.includes("5 tests passed, 0 failed"), output);
  },

  "cast delegates by EIP-7702": async () => {
    const authority = devAccount(12);
    const wallet = create("contracts/Wallet.sol:Wallet");
    const nonce = cast("nonce", authority.address);
    const auth = run("cast", ["wallet", "sign-auth", wallet, "--private-key", authority.privateKey, "--nonce", nonce, "--chain", String(chainId)]);
    const receipt = castJson("send", authority.address, "execute((address,uint256,bytes)[])", "[]", "--auth", auth, "--gas-limit", "200000", ...key);
    equal("type and status", [receipt.type, receipt.status], ["0x4", "0x1"]);
    equal("delegation", cast("code", authority.address), `0xef0100${wallet.slice(2)}`.toLowerCase());
  },

  "cast reads logs, receipts, transactions and blocks": async () => {
    const logs = castJson("logs", "--address", probe, "--from-block", String(BigInt(stored.blockNumber)), "Stored(address,uint256,uint256,string)");
    equal("logs", logs.map((l) => l.transactionHash), [stored.transactionHash]);
    const receipt = castJson("receipt", stored.transactionHash);
    equal("receipt", [receipt.status, receipt.blockHash, receipt.logs.length], ["0x1", stored.blockHash, 1]);
    const transaction = castJson("tx", stored.transactionHash);
    equal("transaction", [transaction.from.toLowerCase(), transaction.to.toLowerCase(), BigInt(transaction.chainId)], [me.address.toLowerCase(), probe.toLowerCase(), BigInt(chainId)]);
    const block = castJson("block", String(BigInt(stored.blockNumber)));
    equal("block", [block.hash, block.transactions.includes(stored.transactionHash)], [stored.blockHash, true]);
    holds("block number", BigInt(cast("block-number")) >= BigInt(stored.blockNumber));
    for (const tag of ["safe", "finalized", "latest", "earliest"]) holds(`block ${tag}`, cast("block", tag, "--field", "hash").length === 66);
    holds("age", cast("age").length > 10);
    equal("base fee", BigInt(cast("base-fee", String(BigInt(stored.blockNumber)))), BigInt(block.baseFeePerGas));
  },

  "cast reads accounts": async () => {
    equal("chain id", cast("chain-id"), String(chainId));
    equal("nonce", BigInt(cast("nonce", probe)), 1n);
    holds("balance", BigInt(cast("balance", me.address)) > parseEther("1"));
    equal("balance of the friend in a unit", typeof Number(cast("balance", friend, "--ether")), "number");
    holds("code", cast("code", probe).length > 200);
    equal("code size", Number(cast("codesize", probe)), (cast("code", probe).length - 2) / 2);
    equal("code hash", cast("codehash", probe), run("cast", ["keccak", cast("code", probe)]));
    equal("storage", BigInt(cast("storage", probe, "1")), 500n);
    const slot = run("cast", ["index", "uint256", "5", "0"]);
    equal("mapping slot", BigInt(cast("storage", probe, slot)), 500n);
  },

  "cast proves": async () => {
    const slot = run("cast", ["index", "uint256", "5", "0"]);
    const proof = JSON.parse(cast("proof", probe, slot, "--json"));
    equal("value in the proof", BigInt(proof.storageProof[0].value), 500n);
    holds("nodes", proof.accountProof.length > 0 && proof.storageProof[0].proof.length > 0);
  },

  "cast estimates": async () => {
    equal("a transfer", cast("estimate", friend, "--value", "1", "--from", me.address), "21000");
    const gas = Number(cast("estimate", probe, "store(uint256,uint256,string)", "6", "1", "x", "--from", me.address));
    holds("a store", gas > 40_000 && gas < 120_000, gas);
    holds("gas price", BigInt(cast("gas-price")) > 0n);
    const list = castJson("access-list", probe, "store(uint256,uint256,string)", "6", "1", "x", "--from", me.address);
    holds("access list", JSON.stringify(list).toLowerCase().includes(probe.slice(2).toLowerCase()), list);
  },

  "cast runs a transaction again, and the node's tracers agree": async () => {
    const output = cast("run", stored.transactionHash);
    holds("the gas that cast comes to", output.includes(`Gas used: ${BigInt(stored.gasUsed)}`), output);
    const trace = (options) => JSON.parse(cast("rpc", "debug_traceTransaction", stored.transactionHash, JSON.stringify(options)));
    const call = trace({ tracer: "callTracer", tracerConfig: { withLog: true } });
    equal("the gas of the call tracer", [call.to, BigInt(call.gasUsed)], [probe.toLowerCase(), BigInt(stored.gasUsed)]);
    equal("its events", call.logs.map((log) => log.topics), stored.logs.map((log) => log.topics));
    const steps = trace({ disableStack: true });
    equal("the gas of the instructions", [steps.failed, steps.gas], [false, Number(stored.gasUsed)]);
    const after = trace({ tracer: "prestateTracer", tracerConfig: { diffMode: true } }).post[probe.toLowerCase()];
    holds("the store", Object.values(after.storage).some((value) => BigInt(value) === 500n), after);
  },

  "cast speaks raw JSON-RPC": async () => {
    equal("eth_chainId", JSON.parse(cast("rpc", "eth_chainId")), `0x${chainId.toString(16)}`);
    equal("eth_getBalance", BigInt(JSON.parse(cast("rpc", "eth_getBalance", token, "latest"))), 0n);
    holds("client", cast("client").length > 3);
    const raw = run("cast", ["mktx", friend, "--value", "1", "--gas-limit", "21000", ...key, ...rpc]);
    const published = JSON.parse(cast("publish", raw));
    equal("published", BigInt(published.status ?? cast("receipt", published.transactionHash, "status")), 1n);
  },
});
