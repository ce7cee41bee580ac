// viem against the node: contracts, simulation, filters and subscriptions, fees, proofs, access lists, overrides, EIP-7702.
import { ContractFunctionRevertedError, InsufficientFundsError, createPublicClient, createWalletClient, decodeEventLog, defineChain, encodeAbiParameters, encodeFunctionData, getAbiItem, getContractAddress, http, keccak256, numberToHex, pad, parseEther, parseEventLogs, recoverTransactionAddress, toEventSelector, toHex, webSocket, zeroAddress } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { artifacts } from "../lib/artifacts.mjs";
import { equal, eventually, flow, holds, refused, within } from "../lib/check.mjs";
import { account as devAccount, chainId, priceFloor, rpcUrl, wsUrl } from "../lib/env.mjs";

const contracts = artifacts();
const chain = defineChain({ id: chainId, name: "COS", nativeCurrency: { name: "COS", symbol: "COS", decimals: 18 }, rpcUrls: { default: { http: [rpcUrl], webSocket: [wsUrl] } } });
const account = privateKeyToAccount(devAccount(3).privateKey);
const friend = devAccount(4).address;
const authority = privateKeyToAccount(devAccount(9).privateKey);
const client = createPublicClient({ chain, transport: http(rpcUrl, { batch: true }), pollingInterval: 100, cacheTime: 0 });
const wallet = createWalletClient({ account, chain, transport: http(rpcUrl) });
const probe = { abi: contracts.Probe.abi };
const token = { abi: contracts.Token.abi };
let storedAt;

const mined = async (hash) => {
  const receipt = await client.waitForTransactionReceipt({ hash, timeout: 20_000 });
  equal("status", receipt.status, "success");
  return receipt;
};

const deploy = async (name, args = []) => {
  const hash = await wallet.deployContract({ abi: contracts[name].abi, bytecode: contracts[name].bytecode, args });
  return (await mined(hash)).contractAddress;
};

/** The decoded revert below a viem error. */
const revertOf = (error) => {
  const revert = error.walk((e) => e instanceof ContractFunctionRevertedError);
  holds("the error is a decoded revert", revert instanceof ContractFunctionRevertedError, error.message);
  return revert;
};

await flow("viem", {
  "knows the chain": async () => {
    equal("chain id", await client.getChainId(), chainId);
    const number = await client.getBlockNumber();
    await eventually("blocks come", async () => (await client.getBlockNumber()) > number);
    holds("balance", (await client.getBalance({ address: account.address })) > parseEther("1"));
  },

  "deploys and reads contracts": async () => {
    const nonce = await client.getTransactionCount({ address: account.address });
    token.address = await deploy("Token", ["Lantern", "LNT", parseEther("5000")]);
    equal("address", token.address.toLowerCase(), getContractAddress({ from: account.address, nonce: BigInt(nonce) }).toLowerCase());
    probe.address = await deploy("Probe");
    equal("name", await client.readContract({ ...token, functionName: "name" }), "Lantern");
    equal("balance", await client.readContract({ ...token, functionName: "balanceOf", args: [account.address] }), parseEther("5000"));
    equal("owner", await client.readContract({ ...probe, functionName: "owner" }), account.address);
    const facts = await client.readContract({ ...probe, functionName: "blockFacts" });
    equal("chain id in a contract", facts[3], BigInt(chainId));
    holds("code", (await client.getCode({ address: probe.address })).length > 100);
    equal("no code", await client.getCode({ address: friend }), undefined);
  },

  "simulates before it writes": async () => {
    const { request, result } = await client.simulateContract({ ...token, functionName: "transfer", args: [friend, 40n], account });
    equal("simulated result", result, true);
    const receipt = await mined(await wallet.writeContract(request));
    const [event] = parseEventLogs({ abi: token.abi, logs: receipt.logs });
    equal("event", [event.eventName, event.args], ["Transfer", { from: account.address, to: friend, value: 40n }]);
    equal("balance", await client.readContract({ ...token, functionName: "balanceOf", args: [friend] }), 40n);
  },

  "decodes custom errors, reasons and panics": async () => {
    const custom = revertOf(await refused("custom", () => client.simulateContract({ ...probe, functionName: "requireAtLeast", args: [3n], account })));
    equal("custom error", [custom.data.errorName, custom.data.args], ["TooSmall", [3n, 100n]]);
    const reason = revertOf(await refused("reason", () => client.readContract({ ...probe, functionName: "refuse" })));
    equal("reason", reason.reason, "not today");
    const panic = revertOf(await refused("panic", () => client.readContract({ ...probe, functionName: "divide", args: [1n, 0n] })));
    equal("panic", [panic.data.errorName, panic.data.args], ["Panic", [0x12n]]);
    const estimate = revertOf(await refused("estimate", () => client.estimateContractGas({ ...probe, functionName: "requireAtLeast", args: [4n], account })));
    equal("the estimate's error", estimate.data.args, [4n, 100n]);
  },

  "watches events and blocks over WebSocket": async () => {
    const socket = createPublicClient({ chain, transport: webSocket(wsUrl) });
    const blocks = [];
    const stopBlocks = socket.watchBlocks({ onBlock: (b) => blocks.push(b) });
    const pending = [];
    const stopPending = socket.watchPendingTransactions({ onTransactions: (hashes) => pending.push(...hashes) });
    let stopEvents;
    const heard = new Promise((resolve, reject) => {
      stopEvents = socket.watchContractEvent({ ...probe, eventName: "Stored", args: { key: 41n }, onLogs: resolve, onError: reject });
    });
    await eventually("subscribed", () => blocks.length >= 1);
    await mined(await wallet.writeContract({ ...probe, functionName: "store", args: [40n, 1n, "another key"] }));
    const receipt = await mined(await wallet.writeContract({ ...probe, functionName: "store", args: [41n, 4100n, "watched"] }));
    storedAt = receipt.blockNumber;
    const [log] = await within("the event", heard);
    equal("event", [log.args.key, log.args.value, log.args.note, log.transactionHash], [41n, 4100n, "watched", receipt.transactionHash]);
    await eventually("the pool's notice", () => pending.includes(receipt.transactionHash));
    await eventually("three blocks", () => blocks.length >= 3);
    const real = await client.getBlock({ blockNumber: blocks[0].number });
    equal("a notified block is the block", [blocks[0].hash, blocks[0].stateRoot, blocks[0].parentHash], [real.hash, real.stateRoot, real.parentHash]);
    stopBlocks();
    stopPending();
    stopEvents();
    const rpcClient = await socket.transport.getRpcClient();
    rpcClient.close();
  },

  "creates filters and reads their changes": async () => {
    const events = await client.createContractEventFilter({ ...probe, eventName: "Stored", fromBlock: storedAt });
    const blockFilter = await client.createBlockFilter();
    const poolFilter = await client.createPendingTransactionFilter();
    equal("all logs of a filter", (await client.getFilterLogs({ filter: events })).map((l) => l.args.key), [41n]);
    await client.getFilterChanges({ filter: events });
    const receipt = await mined(await wallet.writeContract({ ...probe, functionName: "store", args: [42n, 4200n, "filtered"] }));
    equal("changes", (await client.getFilterChanges({ filter: events })).map((l) => [l.args.key, l.blockNumber]), [[42n, receipt.blockNumber]]);
    equal("no more changes", (await client.getFilterChanges({ filter: events })).length, 0);
    holds("new blocks", (await client.getFilterChanges({ filter: blockFilter })).includes(receipt.blockHash));
    holds("new transactions", (await client.getFilterChanges({ filter: poolFilter })).includes(receipt.transactionHash));
    equal("uninstalled", await client.uninstallFilter({ filter: events }), true);
    await refused("an uninstalled filter", () => client.getFilterChanges({ filter: events }));
  },

  "reads logs": async () => {
    const event = getAbiItem({ abi: probe.abi, name: "Stored" });
    const logs = await client.getLogs({ address: probe.address, event, args: { by: account.address }, fromBlock: storedAt - 5n, toBlock: "latest" });
    holds("logs in order", logs.map((l) => Number(l.args.key)).join() === "40,41,42" || logs.map((l) => Number(l.args.key)).join() === "41,42", logs.length);
    const topics = [toEventSelector(event)];
    equal("the topic", logs[0].topics[0], topics[0]);
    const again = decodeEventLog({ abi: probe.abi, data: logs.at(-1).data, topics: logs.at(-1).topics });
    equal("decoded by hand", again.args.note, "filtered");
  },

  "signs an EIP-7702 authorisation": async () => {
    const code = await deploy("Wallet");
    const nonce = await client.getTransactionCount({ address: authority.address });
    const authorization = await wallet.signAuthorization({ account: authority, contractAddress: code, nonce });
    const store = encodeFunctionData({ ...probe, functionName: "store", args: [51n, 5100n, "7702"] });
    const calls = [{ to: probe.address, value: 0n, data: store }, { to: friend, value: priceFloor, data: "0x" }];
    const before = await client.getBalance({ address: friend });
    const hash = await wallet.writeContract({ abi: contracts.Wallet.abi, address: authority.address, functionName: "execute", args: [calls], authorizationList: [authorization] });
    const receipt = await mined(hash);
    equal("type", receipt.type, "eip7702");
    equal("delegation", await client.getCode({ address: authority.address }), `0xef0100${code.slice(2)}`.toLowerCase());
    equal("stored by", await client.readContract({ ...probe, functionName: "values", args: [51n] }), 5100n);
    equal("paid by the delegated account", (await client.getBalance({ address: friend })) - before, priceFloor);
    const sent = await client.getTransaction({ hash });
    equal("authorisation", [sent.authorizationList.length, sent.authorizationList[0].address.toLowerCase(), sent.authorizationList[0].chainId], [1, code.toLowerCase(), chainId]);
    const undo = await wallet.signAuthorization({ account: authority, contractAddress: zeroAddress, nonce: nonce + 1 });
    await mined(await wallet.sendTransaction({ to: account.address, authorizationList: [undo] }));
    equal("taken back", await client.getCode({ address: authority.address }), undefined);
  },

  "calls with overridden state": async () => {
    const poor = privateKeyToAccount(generatePrivateKey()).address;
    const slot = keccak256(encodeAbiParameters([{ type: "uint256" }, { type: "uint256" }], [77n, 0n]));
    const overridden = await client.readContract({ ...probe, functionName: "values", args: [77n], stateOverride: [{ address: probe.address, stateDiff: [{ slot, value: numberToHex(777, { size: 32 }) }] }] });
    equal("a slot for one call", overridden, 777n);
    equal("and only for one", await client.readContract({ ...probe, functionName: "values", args: [77n] }), 0n);
    const code = "0x602a60005260206000f3"; // returns 42
    const { data } = await client.call({ to: poor, stateOverride: [{ address: poor, code }] });
    equal("code for one call", data, pad("0x2a"));
    const gas = await client.estimateGas({ account: poor, to: friend, value: parseEther("3"), stateOverride: [{ address: poor, balance: parseEther("10") }] });
    equal("a balance for one estimate", gas, 21_000n);
  },

  "makes an access list": async () => {
    const data = encodeFunctionData({ ...probe, functionName: "store", args: [61n, 6100n, "listed"] });
    const { accessList, gasUsed } = await client.createAccessList({ account: account.address, to: probe.address, data });
    const slots = accessList.find((entry) => entry.address.toLowerCase() === probe.address.toLowerCase()).storageKeys;
    const value = keccak256(encodeAbiParameters([{ type: "uint256" }, { type: "uint256" }], [61n, 0n]));
    equal("slots", [...slots].sort(), [numberToHex(1, { size: 32 }), value].sort());
    const receipt = await mined(await wallet.sendTransaction({ to: probe.address, data, accessList, type: "eip2930" }));
    equal("type", receipt.type, "eip2930");
    equal("gas as said", receipt.gasUsed, gasUsed);
  },

  "reads fees": async () => {
    const history = await client.getFeeHistory({ blockCount: 4, rewardPercentiles: [25, 75] });
    equal("rows", [history.baseFeePerGas.length, history.gasUsedRatio.length, history.reward.length, history.reward[0].length], [5, 4, 4, 2]);
    const block = await client.getBlock({ blockNumber: history.oldestBlock });
    equal("base fee of the oldest", history.baseFeePerGas[0], block.baseFeePerGas);
    holds("ratios", history.gasUsedRatio.every((r) => r >= 0 && r <= 1));
    const fees = await client.estimateFeesPerGas();
    holds("fees", fees.maxFeePerGas > fees.maxPriorityFeePerGas);
    holds("gas price", (await client.getGasPrice()) > 0n);
    holds("tip", (await client.estimateMaxPriorityFeePerGas()) >= 0n);
    const blob = await client.request({ method: "eth_blobBaseFee" });
    holds("blob base fee", BigInt(blob) >= 0n);
  },

  "reads blocks by every tag": async () => {
    const [pending, safe, final, latest] = await Promise.all(["pending", "safe", "finalized", "latest"].map((blockTag) => client.getBlock({ blockTag })));
    holds("order of tags", final.number <= safe.number && safe.number <= latest.number, [final.number, safe.number, latest.number]);
    holds("pending is next", pending.parentHash?.length === 66);
    const full = await client.getBlock({ blockNumber: storedAt, includeTransactions: true });
    const mine = full.transactions.find((t) => t.from === account.address.toLowerCase());
    equal("transaction in its block", [mine.to, mine.blockHash, mine.chainId], [probe.address.toLowerCase(), full.hash, chainId]);
    const count = await client.getBlockTransactionCount({ blockNumber: storedAt });
    equal("count", count, full.transactions.length);
    const receipts = await client.request({ method: "eth_getBlockReceipts", params: [numberToHex(storedAt)] });
    equal("receipts of a block", receipts.map((r) => r.transactionHash), full.transactions.map((t) => t.hash));
    const byIndex = await client.getTransaction({ blockHash: full.hash, index: mine.transactionIndex });
    equal("by hash and index", byIndex.hash, mine.hash);
    const absent = await refused("a block that is not", () => client.getBlock({ blockNumber: 10_000_000n }));
    equal("absent block", absent.name, "BlockNotFoundError");
  },

  "reads storage and proofs": async () => {
    equal("storage", BigInt(await client.getStorageAt({ address: probe.address, slot: toHex(1) })), await client.readContract({ ...probe, functionName: "total" }));
    const slot = keccak256(encodeAbiParameters([{ type: "uint256" }, { type: "uint256" }], [41n, 0n]));
    const proof = await client.getProof({ address: probe.address, storageKeys: [slot] });
    equal("value in the proof", proof.storageProof[0].value, 4100n);
    holds("nodes", proof.accountProof.length > 0 && proof.storageProof[0].proof.length > 0);
    equal("nonce in the proof", proof.nonce, 1);
  },

  "prepares, signs and sends raw": async () => {
    const request = await wallet.prepareTransactionRequest({ to: friend, value: 5n * priceFloor });
    holds("prepared", request.gas >= 21_000n && request.chainId === chainId && request.maxFeePerGas > 0n, request);
    const serialized = await wallet.signTransaction(request);
    equal("signed by us", await recoverTransactionAddress({ serializedTransaction: serialized }), account.address);
    const hash = await client.sendRawTransaction({ serializedTransaction: serialized });
    equal("hash", hash, keccak256(serialized));
    await mined(hash);
    const again = await refused("the same transaction again", () => client.sendRawTransaction({ serializedTransaction: serialized }));
    holds("named", /nonce|known/i.test(again.details ?? again.message), again.details);
    holds("confirmations", (await client.getTransactionConfirmations({ hash })) >= 1n);
  },

  "names missing funds": async () => {
    const poor = createWalletClient({ account: privateKeyToAccount(generatePrivateKey()), chain, transport: http(rpcUrl) });
    const error = await refused("no funds", () => poor.sendTransaction({ to: friend, value: 1n, gas: 21_000n }));
    holds("an insufficient-funds error", error.walk((e) => e instanceof InsufficientFundsError) instanceof InsufficientFundsError, error.message);
  },
});
