// What the side-by-side questions leave out: the pool, filters of other kinds, raw bytes, and all that anvil does not have.
import { ZeroHash, toBeHex, toQuantity } from "ethers";
import { chainId, priceFloor } from "../lib/env.mjs";
import { call, init, stranger } from "../sidebyside/deck.mjs";

const word = (value) => toBeHex(value, 32);

export async function askMore(judge, deck) {
  for (const method of ["eth_chainId", "eth_blockNumber", "eth_syncing", "eth_accounts", "eth_config", "net_version", "eth_gasPrice", "eth_maxPriorityFeePerGas", "eth_baseFee", "eth_blobBaseFee"]) await judge.ask(method);
  for (const tag of ["latest", "earliest", "safe", "finalized", "pending"]) {
    for (const full of [true, false]) await judge.ask("eth_getBlockByNumber", [tag, full], tag);
    await judge.ask("eth_getBlockTransactionCountByNumber", [tag], tag);
    await judge.ask("eth_getTransactionByBlockNumberAndIndex", [tag, "0x0"], tag);
    await judge.ask("eth_feeHistory", ["0x4", tag, [10, 90]], tag);
    await judge.ask("eth_getProof", [deck.at.Probe, ["0x0", word(1)], tag], tag);
    if (tag !== "pending") await judge.ask("eth_getBlockReceipts", [tag], tag);
    for (const method of ["debug_getRawBlock", "debug_getRawHeader", "debug_getRawReceipts"]) await judge.ask(method, [tag], tag);
  }
  for (const method of ["debug_getRawBlock", "debug_getRawHeader", "debug_getRawReceipts"]) {
    for (const height of deck.heights) await judge.ask(method, [toQuantity(height)]);
    await judge.ask(method, ["0xffffffff"], "unknown");
  }
  for (const [name, hash] of deck.hashes) await judge.ask("debug_getRawTransaction", [hash], name);
  await judge.ask("debug_getRawTransaction", [ZeroHash], "unknown");
  await judge.ask("debug_getBadBlocks");
  await judge.ask("eth_getStorageValues", [{ [deck.at.Probe]: ["0x0", word(1)], [stranger]: [word(0)] }, "latest"]);
  await judge.ask("eth_getStorageValues", [{}, "latest"], "of nothing");
  await judge.ask("eth_getStorageValues", [{ [stranger]: ["0x".padEnd(70, "0")] }], "of too long a slot");
  await askSimulations(judge, deck);
  await askPool(judge, deck);
  await askFilters(judge, deck);
}

/** Blocks that might be. */
async function askSimulations(judge, { at, wallets }) {
  const from = wallets[6].address;
  const sends = [{ from, to: stranger, value: "0x5" }, { from, to: at.Failures, data: call("Failures", "succeed"), value: "0x1" }, { from, to: at.Emitter, data: call("Emitter", "emitAll", 7n) }];
  const fails = [{ from, to: at.Failures, data: call("Failures", "refuse", "not today") }, { from, to: at.Failures, data: call("Failures", "refuseSilently") }, { from, to: at.Failures, data: call("Failures", "invalid"), gas: "0x10000" }];
  const creates = [{ from, data: init("Child", 3n) }, { from, to: at.Factory, data: call("Factory", "make", 4n), value: "0x2" }];
  for (const options of [{}, { traceTransfers: true }, { returnFullTransactions: true }]) {
    await judge.ask("eth_simulateV1", [{ blockStateCalls: [{ calls: sends }, { calls: [...fails, ...creates] }], ...options }, "latest"], JSON.stringify(options));
  }
  await judge.ask("eth_simulateV1", [{ blockStateCalls: [{ calls: sends.map((send) => ({ ...send, maxFeePerGas: toQuantity(priceFloor * 9n), gas: "0x30000" })) }], validation: true }, "latest"], "validated");
  await judge.ask("eth_simulateV1", [{ blockStateCalls: [{ blockOverrides: { baseFeePerGas: "0x9" }, stateOverrides: { [stranger]: { balance: "0xffffff" } }, calls: [{ from: stranger, to: from, value: "0xffff" }] }] }, "latest"], "overrides");
  await judge.ask("eth_simulateV1", [{ blockStateCalls: [{}] }, "latest"], "nothing");
  await judge.ask("eth_simulateV1", [{ blockStateCalls: "none" }, "latest"], "wrong");
}

/** Transactions that wait, of each type, and in a gap. */
async function askPool(judge, deck) {
  const wallet = deck.wallets[5];
  const nonce = deck.nonces[5] + 1; // one is missing
  const common = { chainId, to: stranger, value: 1n, gasLimit: 200_000n };
  const fees = { maxFeePerGas: priceFloor * 5n, maxPriorityFeePerGas: 1n };
  const waiting = [
    { ...common, type: 0, gasPrice: priceFloor * 5n },
    { ...common, type: 1, gasPrice: priceFloor * 5n, accessList: [{ address: stranger, storageKeys: [ZeroHash] }] },
    { ...common, type: 2, ...fees },
    { ...common, type: 4, ...fees, authorizationList: [deck.authorize(7, deck.at.Wallet, 500)] },
    { ...common, type: 2, ...fees, to: null, data: "0x00" },
  ];
  for (const [i, fields] of waiting.entries()) {
    const { result } = await judge.ask("eth_sendRawTransaction", [await wallet.signTransaction({ ...fields, nonce: nonce + i })], `waiting, type ${fields.type}`);
    await judge.ask("eth_getTransactionByHash", [result], `waiting, type ${fields.type}`);
    await judge.ask("debug_getRawTransaction", [result], `waiting, type ${fields.type}`);
  }
  await judge.ask("txpool_status");
  await judge.ask("txpool_content");
  await judge.ask("txpool_contentFrom", [wallet.address]);
  await judge.ask("txpool_contentFrom", [stranger], "without transactions");
}

async function askFilters(judge, deck) {
  for (const [method, params] of [["eth_newBlockFilter", []], ["eth_newPendingTransactionFilter", []], ["eth_newFilter", [{ address: deck.at.Emitter }]], ["eth_newFilter", [{ fromBlock: "0x0" }]]]) {
    const { result } = await judge.ask(method, params);
    await judge.ask("eth_getFilterChanges", [result], method);
    await judge.ask("eth_getFilterLogs", [result], method);
    await judge.ask("eth_uninstallFilter", [result], method);
    await judge.ask("eth_uninstallFilter", [result], `${method}, again`);
  }
}

/** Traces with the struct logger, whose shape the schema has. */
export async function askTraces(judge, deck) {
  const options = [undefined, { enableMemory: true, enableReturnData: true }, { disableStorage: true, disableStack: true }];
  for (const name of ["a success", "a reason", "a guarded call", "make a child", "transfer of type 0", "delegate and call", "run: logs of all counts", "run: stack underflow", "precompile: sha256"]) {
    for (const option of options) await judge.ask("debug_traceTransaction", option === undefined ? [deck.hashes.get(name)] : [deck.hashes.get(name), option], name);
  }
  await judge.ask("debug_traceTransaction", [ZeroHash], "unknown");
  const height = deck.heights.at(-1);
  for (const option of options) {
    await judge.ask("debug_traceBlockByNumber", [toQuantity(height), option ?? {}]);
    await judge.ask("debug_traceBlockByHash", [`@block:${height}`, option ?? {}]);
  }
}
