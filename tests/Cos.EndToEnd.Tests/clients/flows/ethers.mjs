// ethers 6 against the node: every kind of transaction, errors, events over WebSocket and HTTP, blocks, fees, batches.
import { Contract, ContractFactory, JsonRpcProvider, Wallet, WebSocketProvider, ZeroAddress, ZeroHash, concat, getCreateAddress, id, keccak256, parseEther, toBeHex, toQuantity } from "ethers";
import { artifacts } from "../lib/artifacts.mjs";
import { equal, eventually, flow, holds, refused, within } from "../lib/check.mjs";
import { account, chainId, priceFloor, rpcUrl, wsUrl } from "../lib/env.mjs";
import { post } from "../lib/rpc.mjs";

const contracts = artifacts();
const provider = new JsonRpcProvider(rpcUrl, undefined, { pollingInterval: 100 });
const wallet = new Wallet(account(1).privateKey, provider);
const friend = account(2).address;
const authority = new Wallet(account(8).privateKey, provider);
let probe, token, tokenReceipt;

const deploy = async (name, ...args) => {
  const { abi, bytecode } = contracts[name];
  const contract = await new ContractFactory(abi, bytecode, wallet).deploy(...args);
  await contract.waitForDeployment();
  return contract;
};

/** A failing call's error as ethers reports it. */
const callError = async (what, call) => {
  const error = await refused(what, call);
  equal(`${what}: code`, error.code, "CALL_EXCEPTION");
  return error;
};

await flow("ethers", {
  "knows the network": async () => {
    const network = await provider.getNetwork();
    equal("chain id", network.chainId, BigInt(chainId));
    equal("net_version", await provider.send("net_version", []), String(chainId));
    holds("client version", (await provider.send("web3_clientVersion", [])).length > 3);
    equal("web3_sha3", await provider.send("web3_sha3", ["0x68656c6c6f"]), id("hello"));
    equal("net_listening", typeof (await provider.send("net_listening", [])), "boolean");
    equal("eth_syncing", await provider.send("eth_syncing", []), false);
    holds("accounts is a list", Array.isArray(await provider.send("eth_accounts", [])));
  },

  "sees blocks come": async () => {
    const first = await provider.getBlockNumber();
    await eventually("two more blocks", async () => (await provider.getBlockNumber()) >= first + 2);
  },

  "deploys contracts": async () => {
    const nonce = await wallet.getNonce();
    token = await deploy("Token", "Harbour", "HBR", parseEther("1000"));
    equal("address of a created contract", await token.getAddress(), getCreateAddress({ from: wallet.address, nonce }));
    probe = await deploy("Probe");
    equal("name", await token.name(), "Harbour");
    equal("symbol", await token.symbol(), "HBR");
    equal("decimals", await token.decimals(), 18n);
    equal("supply", await token.totalSupply(), parseEther("1000"));
    equal("immutable owner", await probe.owner(), wallet.address);
    const creation = await provider.getTransactionReceipt(token.deploymentTransaction().hash);
    equal("receipt names the contract", creation.contractAddress, await token.getAddress());
    holds("code", (await provider.getCode(token)).length > 1000);
  },

  "transfers tokens and reads the receipt": async () => {
    const sent = await token.transfer(friend, 25n);
    const receipt = (tokenReceipt = await sent.wait());
    equal("status", receipt.status, 1);
    equal("type", receipt.type, 2);
    equal("logs", receipt.logs.length, 1);
    const log = token.interface.parseLog(receipt.logs[0]);
    equal("event", [log.name, log.args.from, log.args.to, log.args.value], ["Transfer", wallet.address, friend, 25n]);
    equal("log index", receipt.logs[0].index, 0);
    equal("balance", await token.balanceOf(friend), 25n);
    const block = await receipt.getBlock();
    const bid = block.baseFeePerGas + sent.maxPriorityFeePerGas;
    equal("price paid", receipt.gasPrice, bid < sent.maxFeePerGas ? bid : sent.maxFeePerGas);
    holds("cumulative gas", receipt.cumulativeGasUsed >= receipt.gasUsed);
    equal("the receipt's block", block.hash, receipt.blockHash);
  },

  "sends value in a legacy transaction, to the wei": async () => {
    const stranger = Wallet.createRandom().address;
    const before = await provider.getBalance(wallet);
    const { gasPrice } = await provider.getFeeData();
    const receipt = await (await wallet.sendTransaction({ to: stranger, value: 123_456_789n * priceFloor, type: 0, gasPrice: gasPrice * 2n })).wait();
    equal("type", receipt.type, 0);
    equal("gas of a plain transfer", receipt.gasUsed, 21_000n);
    equal("received", await provider.getBalance(stranger), 123_456_789n * priceFloor);
    equal("paid", before - (await provider.getBalance(wallet)), 123_456_789n * priceFloor + receipt.fee);
    equal("balance one block before", await provider.getBalance(wallet, receipt.blockNumber - 1), before);
  },

  "sends an access-list transaction": async () => {
    const accessList = [{ address: await probe.getAddress(), storageKeys: [toBeHex(1, 32)] }];
    const sent = await probe.store(7, 70, "listed", { type: 1, accessList, gasPrice: (await provider.getFeeData()).gasPrice * 2n });
    const receipt = await sent.wait();
    equal("type", receipt.type, 1);
    const known = await provider.getTransaction(sent.hash);
    equal("access list", known.accessList.map((e) => [e.address, [...e.storageKeys]]), accessList.map((e) => [e.address, e.storageKeys]));
    equal("stored", await probe.values(7), 70n);
    equal("storage slot", await provider.getStorage(probe, 1), toBeHex(70, 32));
  },

  "decodes custom errors, reasons and panics": async () => {
    const custom = await callError("custom error", () => probe.requireAtLeast(5));
    equal("custom error", [custom.revert.name, ...custom.revert.args], ["TooSmall", 5n, 100n]);
    const reason = await callError("reason", () => probe.refuse());
    equal("reason", reason.reason, "not today");
    const panic = await callError("panic", () => probe.divide(1, 0));
    equal("panic", [panic.revert.name, Number(panic.revert.args[0])], ["Panic", 0x12]);
    const estimate = await callError("estimate", () => probe.requireAtLeast.estimateGas(7));
    equal("estimate's error", [...probe.interface.parseError(estimate.data).args], [7n, 100n]);
    equal("no failure", await probe.requireAtLeast(100), 100n);
  },

  "waits for a failing transaction": async () => {
    const data = probe.interface.encodeFunctionData("refuse");
    const sent = await wallet.sendTransaction({ to: await probe.getAddress(), data, gasLimit: 100_000n });
    const error = await callError("a reverted transaction", () => sent.wait());
    equal("status", error.receipt.status, 0);
    holds("gas was paid", error.receipt.gasUsed > 21_000n && error.receipt.gasUsed < 100_000n, error.receipt.gasUsed);
    equal("no logs", error.receipt.logs.length, 0);
  },

  "hears events and blocks over WebSocket": async () => {
    const socket = new WebSocketProvider(wsUrl);
    const watched = new Contract(probe.target, probe.interface, socket);
    const heard = new Promise((resolve) => watched.on("Stored", (by, key, value, note, event) => resolve({ by, key, value, note, event })));
    const logged = new Promise((resolve) => socket.on({ address: probe.target, topics: [probe.interface.getEvent("Stored").topicHash] }, resolve));
    const blocks = [];
    await socket.on("block", (number) => blocks.push(number));
    await eventually("a block notice", () => blocks.length >= 1);
    const receipt = await (await probe.store(11, 1100, "over the wire")).wait();
    const { by, key, value, note, event } = await within("the event", heard);
    equal("event", [by, key, value, note], [wallet.address, 11n, 1100n, "over the wire"]);
    equal("event's transaction", event.log.transactionHash, receipt.hash);
    equal("log by filter", (await within("the log", logged)).transactionHash, receipt.hash);
    await eventually("three block notices", () => blocks.length >= 3);
    holds("blocks in order", blocks.every((b, i) => i === 0 || b === blocks[i - 1] + 1), blocks);
    await socket.destroy();
  },

  "hears events over HTTP by filter and by polling": async () => {
    for (const polling of [false, true]) {
      const http = new JsonRpcProvider(rpcUrl, undefined, { polling, pollingInterval: 100, staticNetwork: true });
      const watched = new Contract(probe.target, probe.interface, http);
      let seen;
      const heard = new Promise((resolve) => (seen = resolve));
      await watched.on("Stored", (by, key, value) => seen([key, value]));
      const start = await http.getBlockNumber();
      await eventually("a block to watch from", async () => (await http.getBlockNumber()) > start + 1);
      await (await probe.store(polling ? 13 : 12, 5, "polled")).wait();
      equal(`event (polling ${polling})`, await within("the event", heard), [polling ? 13n : 12n, 5n]);
      http.destroy();
    }
  },

  "queries logs": async () => {
    const from = tokenReceipt.blockNumber;
    const all = await probe.queryFilter("Stored", from);
    equal("keys", all.map((e) => e.args.key), [7n, 11n, 12n, 13n]);
    const one = await probe.queryFilter(probe.filters.Stored(null, 11n), from, "latest");
    equal("by indexed key", one.map((e) => [e.args.value, e.args.note]), [[1100n, "over the wire"]]);
    equal("by another account", (await probe.queryFilter(probe.filters.Stored(friend), from)).length, 0);
    const byHash = await provider.getLogs({ blockHash: tokenReceipt.blockHash, address: token.target });
    equal("by block hash", byHash.map((l) => l.transactionHash), [tokenReceipt.hash]);
    const topics = [[id("Transfer(address,address,uint256)"), probe.interface.getEvent("Stored").topicHash]];
    const either = await provider.getLogs({ fromBlock: from, topics, address: [token.target, probe.target] });
    equal("either topic, either address", either.length, 5);
  },

  "delegates an account by EIP-7702 and takes it back": async () => {
    const code = await deploy("Wallet");
    const nonce = await authority.getNonce();
    const authorization = await authority.authorize({ address: code.target, nonce, chainId });
    const calls = [[friend, 3n * priceFloor, "0x"], [probe.target, 0n, probe.interface.encodeFunctionData("store", [21, 2100, "delegated"])]];
    const data = code.interface.encodeFunctionData("execute", [calls]);
    const sent = await wallet.sendTransaction({ type: 4, to: authority.address, data, authorizationList: [authorization], gasLimit: 500_000n });
    const receipt = await sent.wait();
    equal("type and status", [receipt.type, receipt.status], [4, 1]);
    equal("delegation", await provider.getCode(authority.address), concat(["0xef0100", code.target]).toLowerCase());
    equal("nonce counts the authorisation", await authority.getNonce(), nonce + 1);
    const stored = probe.interface.parseLog(receipt.logs.find((l) => l.address === probe.target));
    equal("the account itself called", [stored.args.by, stored.args.value], [authority.address, 2100n]);
    const [known] = (await provider.getTransaction(sent.hash)).authorizationList;
    equal("authorisation as sent", [known.address, known.nonce, known.chainId], [code.target, BigInt(nonce), BigInt(chainId)]);
    const undo = await authority.authorize({ address: ZeroAddress, nonce: nonce + 1, chainId });
    await (await wallet.sendTransaction({ type: 4, to: wallet.address, authorizationList: [undo], gasLimit: 100_000n })).wait();
    equal("delegation is gone", await provider.getCode(authority.address), "0x");
  },

  "batches calls": async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => provider.send("eth_chainId", [])));
    holds("forty answers", answers.every((a) => Number(a) === chainId));
    const { json } = await post([
      { jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] },
      { jsonrpc: "2.0", id: "two", method: "no_such_method", params: [] },
      { jsonrpc: "2.0", id: 3, method: "eth_getBalance", params: ["nonsense", "latest"] },
    ]);
    const byId = new Map(json.map((answer) => [answer.id, answer]));
    equal("answers", byId.size, 3);
    equal("a good call in a batch", byId.get(1).result, toQuantity(chainId));
    equal("an unknown method", byId.get("two").error.code, -32601);
    equal("bad parameters", byId.get(3).error.code, -32602);
  },

  "reads blocks": async () => {
    const block = await provider.getBlock(tokenReceipt.blockNumber, true);
    const parent = await provider.getBlock(block.number - 1);
    equal("parent hash", block.parentHash, parent.hash);
    holds("time does not run back", block.timestamp >= parent.timestamp);
    equal("by hash", (await provider.getBlock(block.hash)).number, block.number);
    holds("holds the transaction", block.transactions.includes(tokenReceipt.hash));
    const sent = block.getPrefetchedTransaction(tokenReceipt.hash);
    equal("transaction in the block", [sent.from, sent.to, sent.chainId, sent.blockNumber], [wallet.address, token.target, BigInt(chainId), block.number]);
    holds("gas used", block.gasUsed >= tokenReceipt.gasUsed && block.gasUsed <= block.gasLimit);
    holds("state root", block.stateRoot?.length === 66 && block.stateRoot !== ZeroHash);
    holds("difficulty is the weight of the block", block.difficulty >= 1n, block.difficulty);
    equal("an absent block", await provider.getBlock(block.number + 10_000_000), null);
    equal("an absent transaction", await provider.getTransaction(ZeroHash.replace(/0$/, "1")), null);
    for (const tag of ["safe", "finalized", "earliest"]) holds(`tag ${tag}`, (await provider.getBlock(tag)) !== null);
    const genesis = await provider.getBlock("earliest");
    equal("genesis", [genesis.number, genesis.parentHash], [0, ZeroHash]);
  },

  "reads fees": async () => {
    const fee = await provider.getFeeData();
    holds("gas price", fee.gasPrice > 0n, fee.gasPrice);
    holds("max fee covers base and tip", fee.maxFeePerGas > fee.maxPriorityFeePerGas, fee.maxFeePerGas);
    equal("estimate of a transfer", await provider.estimateGas({ from: wallet.address, to: friend, value: 1n }), 21_000n);
    const estimate = await probe.store.estimateGas(31, 1, "estimate");
    const receipt = await (await probe.store(31, 1, "estimate", { gasLimit: estimate })).wait();
    equal("the estimate suffices", receipt.status, 1);
    holds("and is not twice what is used", estimate < receipt.gasUsed * 2n, estimate);
  },

  "names what is wrong with a transaction": async () => {
    const nonce = await wallet.getNonce();
    const low = await refused("a used nonce", () => wallet.sendTransaction({ to: friend, nonce: nonce - 1, gasLimit: 21_000n }));
    equal("a used nonce", low.code, "NONCE_EXPIRED");
    const poor = Wallet.createRandom().connect(provider);
    const funds = await refused("no funds", () => poor.sendTransaction({ to: friend, value: 1n, gasLimit: 21_000n }));
    equal("no funds", funds.code, "INSUFFICIENT_FUNDS");
    const { json } = await post({ jsonrpc: "2.0", id: 1, method: "eth_sendRawTransaction", params: ["0x02c0"] });
    holds("a malformed transaction", json.error !== undefined && json.error.code < 0, json);
  },

  "sends many from one account in order": async () => {
    const nonce = await wallet.getNonce();
    const sends = Array.from({ length: 30 }, (_, i) => wallet.sendTransaction({ to: friend, value: BigInt(i) * priceFloor, nonce: nonce + i, gasLimit: 21_000n }));
    const sent = await Promise.all(sends);
    const receipts = await Promise.all(sent.map((s) => s.wait()));
    holds("all succeed", receipts.every((r) => r.status === 1));
    const places = receipts.map((r) => r.blockNumber * 100_000 + r.index);
    holds("in nonce order", places.every((p, i) => i === 0 || p > places[i - 1]), places);
    equal("nonce", await wallet.getNonce(), nonce + 30);
    const raw = await provider.send("eth_getRawTransactionByHash", [sent[0].hash]).catch(() => null);
    if (raw !== null) equal("hash is keccak of the raw bytes", keccak256(raw), sent[0].hash);
  },

  "calls at a past block with that block's facts": async () => {
    equal("chain id in a contract", (await probe.blockFacts()).chain, BigInt(chainId));
    const at = tokenReceipt.blockNumber + 1;
    const facts = await probe.blockFacts({ blockTag: at });
    const block = await provider.getBlock(at);
    equal("number and time at a past block", [facts.number, facts.time], [BigInt(at), BigInt(block.timestamp)]);
    equal("balance before the transfer", await token.balanceOf(friend, { blockTag: tokenReceipt.blockNumber - 1 }), 0n);
  },
});
