// The questions that both nodes are asked once they hold the same chain, by subject.
import { ZeroAddress, ZeroHash, concat, id, keccak256, toBeHex, toQuantity } from "ethers";
import { priceFloor } from "../lib/env.mjs";
import { assemble } from "../lib/assembler.mjs";
import { call, create2Deployer, init, panics, precompileInputs, programSources, rawReverts, stranger } from "./deck.mjs";

const word = (value) => toBeHex(value, 32);
const slotOf = (key, slot = 0) => keccak256(concat([word(key), word(slot)]));
const block = (height) => `@block:${height}`;
const tags = ["latest", "earliest", "safe", "finalized", "pending"];

/** Blocks as a whole and in parts. */
export async function askBlocks(twin, deck) {
  const heights = await heightsOf(twin, deck);
  for (const height of [0, heights[0] - 1, ...heights]) {
    const number = toQuantity(height);
    for (const full of [true, false]) {
      await twin.same("eth_getBlockByNumber", [number, full]);
      await twin.same("eth_getBlockByHash", [block(height), full]);
    }
    await twin.same("eth_getBlockReceipts", [number]);
    await twin.same("eth_getBlockReceipts", [block(height)]);
    await twin.same("eth_getBlockTransactionCountByNumber", [number]);
    await twin.same("eth_getBlockTransactionCountByHash", [block(height)]);
    await twin.same("eth_getUncleCountByBlockNumber", [number]);
    await twin.same("eth_getUncleCountByBlockHash", [block(height)]);
    await twin.same("eth_getUncleByBlockNumberAndIndex", [number, "0x0"]);
    await twin.same("eth_getUncleByBlockHashAndIndex", [block(height), "0x0"]);
    for (const index of ["0x0", "0x3", "0xffff"]) {
      await twin.same("eth_getTransactionByBlockNumberAndIndex", [number, index]);
      await twin.same("eth_getTransactionByBlockHashAndIndex", [block(height), index]);
    }
  }
  for (const method of ["eth_getBlockByNumber", "eth_getBlockByHash"]) await twin.same(method, [method.endsWith("Hash") ? ZeroHash : "0xffffffff", false], "unknown");
  await twin.same("eth_getBlockReceipts", ["0xffffffff"], "unknown");
  await twin.same("eth_getBlockTransactionCountByNumber", ["0xffffffff"], "unknown");
  await twin.same("eth_getBlockTransactionCountByHash", [ZeroHash], "unknown");
  await twin.same("eth_getTransactionByHash", [ZeroHash], "unknown");
  await twin.same("eth_getTransactionReceipt", [ZeroHash], "unknown");
  await twin.same("eth_getTransactionByBlockHashAndIndex", [ZeroHash, "0x0"], "unknown");
  await twin.same("eth_getTransactionByBlockNumberAndIndex", ["0xffffffff", "0x0"], "unknown");
  for (const method of ["eth_chainId", "net_version", "net_listening", "eth_syncing"]) await twin.same(method, []);
  await twin.same("web3_sha3", ["0x68656c6c6f"]);
}

/** Balances, nonces, codes and slots, now and then. */
export async function askState(twin, deck) {
  const heights = await heightsOf(twin, deck);
  const { at } = deck;
  const accounts = { ...at, stranger, nobody: "0x00000000000000000000000000000000000fade0", zero: ZeroAddress, create2Deployer };
  deck.wallets.forEach(({ address }, n) => (accounts[`account ${n}`] = address));
  for (const [name, address] of Object.entries(accounts)) {
    for (const method of ["eth_getBalance", "eth_getTransactionCount", "eth_getCode"]) await twin.same(method, [address, "latest"], name);
  }
  const places = [...tags, ...heights.map(toQuantity), toQuantity(heights[0] - 1), ...heights.flatMap((h) => [{ blockHash: block(h) }, { blockNumber: toQuantity(h) }, { blockHash: block(h), requireCanonical: true }])];
  for (const [n, place] of places.entries()) {
    await twin.same("eth_getBalance", [deck.wallets[n % 8].address, place], JSON.stringify(place));
    await twin.same("eth_getTransactionCount", [deck.wallets[n % 8].address, place], JSON.stringify(place));
    await twin.same("eth_getCode", [at.Probe, place], JSON.stringify(place));
    await twin.same("eth_getStorageAt", [at.Failures, "0x0", place], JSON.stringify(place));
  }
  for (const key of ["0x0", "0x1", word(1), slotOf(1n), slotOf(10n), "0xff", "0x01"]) await twin.same("eth_getStorageAt", [at.Probe, key, "latest"], key);
  for (const [name, [source]] of Object.entries(programSources)) {
    if (source.includes("SSTORE")) for (const key of ["0x0", "0x1", "0x2", "0x3"]) await twin.same("eth_getStorageAt", [at[name], key, "latest"], name);
  }
  await twin.same("eth_getStorageAt", [stranger, "0x0", "latest"], "without code");
  for (const method of ["eth_getBalance", "eth_getTransactionCount", "eth_getCode"]) {
    await twin.same(method, [stranger, "0xffffffff"], "of a block to come");
    await twin.same(method, [stranger, { blockHash: ZeroHash }], "of an unknown block");
    await twin.same(method, [stranger], "without a block");
  }
}

/** Calls that leave nothing behind. */
export async function askCalls(twin, deck) {
  const { at } = deck;
  const from = deck.wallets[0].address;
  const heights = await heightsOf(twin, deck);
  const ask = (name, request, ...rest) => twin.same("eth_call", [request, ...(rest.length > 0 ? rest : ["latest"])], name);
  const view = (name, contract, ...args) => ask(name, { to: at[contract], data: call(contract, ...args) });
  await view("name", "Token", "name");
  await view("supply", "Token", "totalSupply");
  await view("balance", "Token", "balanceOf", from);
  await view("owner", "Collectible", "ownerOf", 1n);
  await view("facts", "Facts", "tell");
  await view("children", "Factory", "children", 0n);
  await view("a public constant", "Probe", "owner");
  for (const reason of ["not today", "", "čšž ✓ 不可"]) await view(`reason ${reason}`, "Failures", "refuse", reason);
  await view("no reason", "Failures", "refuseSilently");
  await view("plain error", "Failures", "refusePlain");
  await view("detailed error", "Failures", "refuseDetailed", 3n, "w", "0x01");
  for (const [name, raw] of Object.entries(rawReverts)) await view(`revert data: ${name}`, "Failures", "refuseRaw", raw);
  for (const code of panics) await view(`panic ${code}`, "Failures", "panic", code);
  for (const [name, [source, data]] of Object.entries(programSources)) await ask(`run: ${name}`, { from, to: at[name], data, gas: "0x61a80" });
  for (const [name, [n, data]] of Object.entries(precompileInputs)) await ask(`precompile: ${name}`, { to: toBeHex(n, 20), data });
  await ask("a creation", { from, data: init("Child", 5n) });
  await ask("a refused creation", { from, data: init("Child", 13n) });
  await ask("a transfer", { from, to: stranger, value: "0x1" });
  await ask("a transfer of too much", { from, to: stranger, value: toQuantity(10n ** 40n) });
  await ask("a transfer from nobody", { to: stranger, value: "0x1" });
  await ask("nothing at all", {});
  await ask("to an account without code", { to: stranger, data: "0x01020304" });
  await ask("input and data", { to: at.Token, data: call("Token", "name"), input: call("Token", "name") });
  await ask("input", { to: at.Token, input: call("Token", "symbol") });
  await ask("with a gas price", { from, to: at.Facts, data: call("Facts", "surroundings"), gasPrice: toQuantity(priceFloor * 5n) }, toQuantity(heights.at(-1)));
  await ask("with fees", { from, to: at.Facts, data: call("Facts", "surroundings"), maxFeePerGas: toQuantity(priceFloor * 5n), maxPriorityFeePerGas: "0x5" }, toQuantity(heights.at(-1)));
  await ask("with an access list", { from, to: at.Probe, data: call("Probe", "total"), accessList: [{ address: at.Probe, storageKeys: [word(1)] }] });
  await ask("with little gas", { from, to: at.Token, data: call("Token", "name"), gas: "0x5300" });
  await ask("with less than the intrinsic gas", { from, to: at.Token, data: call("Token", "name"), gas: "0x5000" });
  await ask("without end", { from, to: at.Failures, data: call("Failures", "burnGas"), gas: "0x30d40" });
  await ask("with a nonce", { from, to: at.Token, data: call("Token", "name"), nonce: "0x0" });
  await ask("price below the base fee", { from, to: at.Token, data: call("Token", "name"), gasPrice: "0x1" });
  await ask("tip above the price", { from, to: at.Token, data: call("Token", "name"), maxFeePerGas: toQuantity(priceFloor * 2n), maxPriorityFeePerGas: toQuantity(priceFloor * 3n) });
  await ask("both kinds of price", { from, to: at.Token, data: call("Token", "name"), gasPrice: toQuantity(priceFloor * 3n), maxFeePerGas: toQuantity(priceFloor * 3n) });
  const surroundings = { from, to: at.Facts, data: call("Facts", "surroundings"), gasPrice: toQuantity(priceFloor * 5n) };
  for (const height of heights) await ask("surroundings", surroundings, toQuantity(height));
  await ask("surroundings by hash", surroundings, { blockHash: block(heights.at(-2)) });
  await ask("surroundings without a price", { ...surroundings, gasPrice: undefined }, toQuantity(heights.at(-1)));
  await ask("in a block to come", { to: at.Token, data: call("Token", "name") }, "0xffffffff");
  await ask("in an unknown block", { to: at.Token, data: call("Token", "name") }, { blockHash: ZeroHash });
  await ask("before it was", { to: at.Token, data: call("Token", "name") }, "0x0");
  await askOverrides(ask, deck, heights);
}

async function askOverrides(ask, { at, wallets }, heights) {
  const poor = "0x00000000000000000000000000000000000fade1";
  const from = wallets[0].address;
  const place = toQuantity(heights.at(-1));
  const sees = (who) => ({ to: at.Facts, data: call("Facts", "sees", who) });
  await ask("override: balance", sees(poor), place, { [poor]: { balance: "0x123" } });
  await ask("override: balance to spend", { from: poor, to: stranger, value: "0x5" }, place, { [poor]: { balance: toQuantity(10n ** 20n) } });
  await ask("override: code", sees(poor), place, { [poor]: { code: "0x6001" } });
  await ask("override: run a code", { to: poor }, place, { [poor]: { code: assemble("0x2a PUSH0 MSTORE 0x20 PUSH0 RETURN") } });
  await ask("override: code away", { to: at.Token, data: call("Token", "name") }, place, { [at.Token]: { code: "0x" } });
  await ask("override: nonce", { from, data: assemble("ADDRESS PUSH0 MSTORE 0x20 PUSH0 RETURN") }, place, { [from]: { nonce: "0x1000" } });
  await ask("override: one slot", { to: at.Probe, data: call("Probe", "total") }, place, { [at.Probe]: { stateDiff: { [word(1)]: word(777) } } });
  await ask("override: all slots", { to: at.Probe, data: call("Probe", "values", 1n) }, place, { [at.Probe]: { state: { [word(1)]: word(777) } } });
  await ask("override: all slots, one told", { to: at.Probe, data: call("Probe", "total") }, place, { [at.Probe]: { state: { [word(1)]: word(778) } } });
  await ask("override: state and stateDiff", { to: at.Probe, data: call("Probe", "total") }, place, { [at.Probe]: { state: {}, stateDiff: {} } });
  await ask("override: nothing", { to: at.Probe, data: call("Probe", "total") }, place, {});
  await ask("override: a precompile moved", { to: poor, data: "0x616263" }, place, { [toBeHex(2, 20)]: { movePrecompileToAddress: poor } });
  const surroundings = { from, to: at.Facts, data: call("Facts", "surroundings"), gasPrice: toQuantity(priceFloor * 5n) };
  for (const fields of [{ number: "0x1000" }, { time: "0x70000000" }, { gasLimit: "0x1000000" }, { feeRecipient: poor }, { baseFeePerGas: "0x5" }, { number: "0x1", time: "0x1", baseFeePerGas: "0x0" }]) {
    await ask(`block override: ${Object.keys(fields)}`, surroundings, place, {}, fields);
  }
}

/** Gas that a transaction would need, and what it would touch. */
export async function askEstimates(twin, deck) {
  const { at } = deck;
  const from = deck.wallets[0].address;
  const requests = {
    "a transfer": { from, to: stranger, value: "0x1" },
    "a transfer with data": { from, to: stranger, data: "0x0102" },
    "data at the floor": { from, to: stranger, data: `0x${"11".repeat(500)}` },
    "a token's transfer": { from, to: at.Token, data: call("Token", "transfer", stranger, 1n) },
    "a store": { from, to: at.Slots, data: call("Slots", "set", 5000n, 3n, 1n) },
    "a refund": { from, to: at.Slots, data: call("Slots", "set", 0n, 3n, 0n) },
    "a creation": { from, data: init("Child", 5n) },
    "a factory": { from, to: at.Factory, data: call("Factory", "make", 5n) },
    "calls inside": { from, to: at.Caller, data: call("Caller", "dive", 5n) },
    "a reason": { from, to: at.Failures, data: call("Failures", "refuse", "not today") },
    "no reason": { from, to: at.Failures, data: call("Failures", "refuseSilently") },
    "an error": { from, to: at.Failures, data: call("Failures", "refusePlain") },
    "a panic": { from, to: at.Failures, data: call("Failures", "panic", 0x11) },
    "an invalid instruction": { from, to: at.Failures, data: call("Failures", "invalid") },
    "more value than there is": { from, to: stranger, value: toQuantity(10n ** 40n) },
    "too little gas": { from, to: at.Slots, data: call("Slots", "set", 6000n, 3n, 1n), gas: "0x6000" },
    "an access list": { from, to: at.Probe, data: call("Probe", "total"), accessList: [{ address: at.Probe, storageKeys: [word(1)] }] },
  };
  for (const [name, request] of Object.entries(requests)) {
    await twin.same("eth_estimateGas", [request, "latest"], name);
    if (!name.includes("too little") && !name.includes("more value")) await twin.same("eth_createAccessList", [request, "latest"], name);
  }
  await twin.same("eth_estimateGas", [requests["a transfer"]], "without a block");
  await twin.same("eth_estimateGas", [{ to: "0x00000000000000000000000000000000000fade2" }, "latest", { "0x00000000000000000000000000000000000fade2": { code: assemble("0x01 PUSH0 SSTORE") } }], "with an override");
}

/** Logs by every shape of filter. */
export async function askLogs(twin, deck) {
  const { at } = deck;
  const heights = await heightsOf(twin, deck);
  const [first, last] = [toQuantity(heights[0]), toQuantity(heights.at(-1))];
  const all = { fromBlock: first, toBlock: last };
  const topic = (event) => id(event);
  const filters = {
    "everything": all,
    "one address": { ...all, address: at.Emitter },
    "several addresses": { ...all, address: [at.Emitter, at.Token] },
    "an empty list of addresses": { ...all, address: [] },
    "an address that never logged": { ...all, address: stranger },
    "a topic": { ...all, topics: [topic("One(uint256,uint256)")] },
    "one of two topics": { ...all, topics: [[topic("One(uint256,uint256)"), topic("None(uint256)")]] },
    "any first topic": { ...all, topics: [null, word(42)] },
    "two topics": { ...all, topics: [topic("One(uint256,uint256)"), word(42)] },
    "any second topic": { ...all, topics: [topic("Two(uint256,address,bytes)"), null, word(deck.wallets[3].address)] },
    "four topics": { ...all, topics: [word(42), word(43), word(44), word(45)] },
    "only positions": { ...all, topics: [null, null, null, null] },
    "no topics": { ...all, topics: [] },
    "an empty choice": { ...all, topics: [[]] },
    "a topic that nobody used": { ...all, topics: [word(123456)] },
    "an address and a topic": { ...all, address: at.Token, topics: [topic("Transfer(address,address,uint256)")] },
    "a token's receiver": { ...all, address: at.Token, topics: [topic("Transfer(address,address,uint256)"), null, word(deck.wallets[1].address)] },
    "one block": { fromBlock: first, toBlock: first },
    "a block's hash": { blockHash: block(heights[1]) },
    "a block's hash and an address": { blockHash: block(heights[1]), address: at.Emitter },
    "until now": { fromBlock: first, address: at.Emitter },
    "until latest": { fromBlock: first, toBlock: "latest", address: at.Emitter },
    "from the earliest": { fromBlock: "earliest", toBlock: last, address: at.Emitter },
    "an empty range": { fromBlock: "0x1", toBlock: "0x1" },
    "a range that is upside down": { fromBlock: last, toBlock: first },
    "a range to come": { fromBlock: "0xfffff0", toBlock: "0xffffff" },
    "an unknown block": { blockHash: ZeroHash },
    "a hash and a range": { blockHash: block(heights[1]), fromBlock: first },
    "five topics": { ...all, topics: [null, null, null, null, null] },
  };
  for (const [name, filter] of Object.entries(filters)) await twin.same("eth_getLogs", [filter], name);
  for (const name of ["everything", "a topic", "an address and a topic"]) {
    const ids = await twin.both("eth_newFilter", [filters[name]]);
    const pair = (method) => Promise.all([twin.cos.ask(method, [ids[0].result]), twin.other.ask(method, [ids[1].result])]);
    for (const method of ["eth_getFilterLogs", "eth_uninstallFilter", "eth_uninstallFilter", "eth_getFilterChanges"]) twin.compare(`${method} ${name}`, ...(await pair(method)));
  }
  await twin.same("eth_getFilterChanges", ["0xdeadbeef"], "of an unknown filter");
  await twin.same("eth_getFilterLogs", ["0xdeadbeef"], "of an unknown filter");
}

/** Proofs and the fees of the past. */
export async function askProofsAndFees(twin, deck) {
  const { at } = deck;
  const heights = await heightsOf(twin, deck);
  for (const [name, address, keys] of [["a contract", at.Probe, [word(1), slotOf(1n), slotOf(123n)]], ["a short key", at.Probe, ["0x1"]], ["an account", deck.wallets[1].address, []], ["nobody", "0x00000000000000000000000000000000000fade0", [word(0)]], ["cleared slots", at.Slots, [slotOf(5n), slotOf(1000n)]]]) {
    await twin.same("eth_getProof", [address, keys, "latest"], name);
  }
  const newest = toQuantity(heights.at(-1));
  for (const [count, percentiles] of [["0x1", []], ["0x5", [0, 50, 100]], [3, [25.5]], ["0x2", undefined], ["0x3", [10, 20, 30, 40, 50, 60, 70, 80, 90]]]) {
    await twin.same("eth_feeHistory", percentiles === undefined ? [count, newest] : [count, newest, percentiles], `${count} ${percentiles}`);
  }
  await twin.same("eth_feeHistory", ["0x1", "0xffffffff", []], "of a block to come");
  await twin.same("eth_feeHistory", ["0x1", newest, [50, 10]], "of falling percentiles");
  await twin.same("eth_feeHistory", ["0x1", newest, [101]], "of a percentile above 100");
  await twin.same("eth_blobBaseFee", []);
}

/** Requests that are wrong. */
export async function askWrongly(twin, deck) {
  const me = deck.wallets[0].address;
  const wrong = [
    ["eth_nothing", []],
    ["eth_getBalance", []],
    ["eth_getBalance", ["0x12", "latest"]],
    ["eth_getBalance", [me.slice(2), "latest"]],
    ["eth_getBalance", [me, "newest"]],
    ["eth_getBalance", [me, "0x"]],
    ["eth_getBalance", [me, "0xzz"]],
    ["eth_getBalance", [me, true]],
    ["eth_getBalance", [me, "latest", "more"]],
    ["eth_getBalance", [7, "latest"]],
    ["eth_getBalance", [null, "latest"]],
    ["eth_getBalance", { address: me }],
    ["eth_getStorageAt", [me, "0x1".padEnd(70, "0"), "latest"]],
    ["eth_getStorageAt", [me, "slot", "latest"]],
    ["eth_getStorageAt", [me]],
    ["eth_getTransactionByHash", ["0x12"]],
    ["eth_getTransactionByHash", []],
    ["eth_getTransactionByHash", ["0x" + "zz".repeat(32)]],
    ["eth_getTransactionReceipt", [1]],
    ["eth_getBlockByNumber", []],
    ["eth_getBlockByNumber", ["0x1", "yes"]],
    ["eth_getBlockByNumber", ["first", true]],
    ["eth_getBlockByNumber", ["0xfffffffffffffffff", true]],
    ["eth_getBlockByHash", ["0x1", true]],
    ["eth_getTransactionByBlockNumberAndIndex", ["0x1"]],
    ["eth_getTransactionByBlockNumberAndIndex", ["0x1", "one"]],
    ["eth_call", []],
    ["eth_call", ["0x", "latest"]],
    ["eth_call", [{ to: "0x1" }, "latest"]],
    ["eth_call", [{ to: me, data: "0x1" }, "latest"]],
    ["eth_call", [{ to: me, data: "hello" }, "latest"]],
    ["eth_call", [{ to: me, value: "-1" }, "latest"]],
    ["eth_call", [{ to: me, value: `0x1${"0".repeat(64)}` }, "latest"]],
    ["eth_call", [{ to: me, gas: "lots" }, "latest"]],
    ["eth_call", [{ to: me, data: "0x01", input: "0x02" }, "latest"]],
    ["eth_call", [{ to: me }, "latest", { [me]: { balance: "much" } }]],
    ["eth_call", [{ to: me }, "latest", { me: {} }]],
    ["eth_call", [{ to: me, accessList: [{}] }, "latest"]],
    ["eth_estimateGas", []],
    ["eth_estimateGas", [{ to: "me" }]],
    ["eth_getLogs", []],
    ["eth_getLogs", ["all"]],
    ["eth_getLogs", [{ address: "0x1" }]],
    ["eth_getLogs", [{ topics: ["0x1"] }]],
    ["eth_getLogs", [{ topics: "0x1" }]],
    ["eth_getLogs", [{ fromBlock: "first" }]],
    ["eth_getProof", [me]],
    ["eth_getProof", [me, "0x1", "latest"]],
    ["eth_getProof", [me, ["key"], "latest"]],
    ["eth_feeHistory", []],
    ["eth_feeHistory", ["0x1"]],
    ["eth_feeHistory", ["0x1", "latest", ["ten"]]],
    ["eth_newFilter", [5]],
    ["eth_uninstallFilter", []],
    ["eth_sendRawTransaction", []],
    ["eth_sendRawTransaction", [5]],
    ["eth_sendRawTransaction", ["hello"]],
    ["web3_sha3", []],
    ["web3_sha3", ["hello"]],
  ];
  for (const [method, params] of wrong) await twin.same(method, params, `wrong ${JSON.stringify(params)}`);
}

/** Heights of the blocks that hold the transactions. */
export async function heightsOf(twin, deck) {
  deck.heights ??= [...new Set(await Promise.all([...deck.hashes.values()].map(async (hash) => Number((await twin.cos.get("eth_getTransactionByHash", hash)).blockNumber))))].sort((a, b) => a - b);
  return deck.heights;
}
