// Proves the node's answers without the node: header hashes, transaction and receipt roots, and eth_getProof against the
// header's state root, with @ethereumjs/mpt and ethers' RLP.
import { createMPT, verifyMerkleProof } from "@ethereumjs/mpt";
import { ContractFactory, JsonRpcProvider, Transaction, Wallet, ZeroHash, decodeRlp, encodeRlp, getBytes, hexlify, keccak256, stripZerosLeft, toBeHex } from "ethers";
import { artifacts } from "../lib/artifacts.mjs";
import { equal, flow, holds, refused } from "../lib/check.mjs";
import { account, priceFloor, rpcUrl } from "../lib/env.mjs";
import { headerHash, quantity } from "../lib/header.mjs";
import { rpc } from "../lib/rpc.mjs";

const provider = new JsonRpcProvider(rpcUrl, undefined, { pollingInterval: 100 });
const wallet = new Wallet(account(7).privateKey, provider);
const emptyCode = keccak256("0x");
const slotsMany = 300n;
let probe, block;

/** The root of the list trie that Ethereum keeps for transactions and receipts: RLP of the index to the item. */
const listRoot = async (items) => {
  const trie = await createMPT();
  for (const [i, item] of items.entries()) await trie.put(getBytes(encodeRlp(quantity(i))), getBytes(item));
  return hexlify(trie.root());
};

const receiptBytes = (r) => {
  const body = encodeRlp([quantity(r.status), quantity(r.cumulativeGasUsed), r.logsBloom, r.logs.map((l) => [l.address, l.topics, l.data])]);
  return BigInt(r.type) === 0n ? body : hexlify(new Uint8Array([Number(r.type), ...getBytes(body)]));
};

/** A transaction's signed bytes, rebuilt from the fields that JSON-RPC gives. */
const transactionBytes = (t) => {
  const type = Number(t.type);
  const price = type === 0 || type === 1 ? { gasPrice: t.gasPrice } : { maxFeePerGas: t.maxFeePerGas, maxPriorityFeePerGas: t.maxPriorityFeePerGas };
  const chain = t.chainId === undefined ? {} : { chainId: t.chainId };
  const signature = { r: t.r, s: t.s, v: type === 0 ? t.v : Number(t.yParity ?? t.v) + 27 };
  const extra = type === 0 ? {} : { accessList: t.accessList };
  return Transaction.from({ type, nonce: Number(t.nonce), to: t.to, gasLimit: t.gas, value: t.value, data: t.input, ...price, ...chain, ...extra, signature }).serialized;
};

/** What a proof proves under a root: bytes, or null for absence. Throws when the proof is wrong. */
const proven = async (root, key, nodes) => {
  if (nodes.length === 0) {
    equal("only the empty trie needs no nodes", root, "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");
    return null;
  }
  return verifyMerkleProof(getBytes(key), nodes.map((n) => getBytes(n)), { root: getBytes(root), useKeyHashing: true });
};

const provenAccount = async (stateRoot, proof) => {
  const leaf = await proven(stateRoot, proof.address, proof.accountProof);
  return leaf === null ? null : decodeRlp(leaf);
};

const checkAccount = async (what, proof) => {
  const fields = await provenAccount(block.stateRoot, proof);
  equal(`${what}: account leaf`, fields, [quantity(proof.nonce), quantity(proof.balance), proof.storageHash, proof.codeHash]);
};

await flow("proof", {
  "prepares an account with storage": async () => {
    const { abi, bytecode } = artifacts().Probe;
    probe = await new ContractFactory(abi, bytecode, wallet).deploy();
    await probe.waitForDeployment();
    await (await probe.store(1, 11, "one")).wait();
    for (let first = 1000n; first < 1000n + slotsMany; first += 100n) await (await probe.storeMany(first, 100)).wait();
    const last = await (await wallet.sendTransaction({ to: probe.target, value: 5n * priceFloor })).wait();
    block = await rpc("eth_getBlockByNumber", toBeHex(last.blockNumber).replace(/^0x0+/, "0x"), true);
  },

  "headers hash to their block hashes": async () => {
    const head = Number(BigInt(block.number));
    for (let number = Math.max(1, head - 20); number <= head; number++) {
      const b = await rpc("eth_getBlockByNumber", `0x${number.toString(16)}`, false);
      equal(`hash of block ${number}`, headerHash(b), b.hash);
      const parent = await rpc("eth_getBlockByNumber", `0x${(number - 1).toString(16)}`, false);
      equal(`parent of block ${number}`, b.parentHash, parent.hash);
    }
    const genesis = await rpc("eth_getBlockByNumber", "0x0", false);
    equal("hash of the genesis block", headerHash(genesis), genesis.hash);
  },

  "transactions and receipts hash to their roots": async () => {
    const nonce = await wallet.getNonce();
    const sent = await Promise.all(Array.from({ length: 20 }, (_, i) => wallet.sendTransaction({
      to: probe.target, nonce: nonce + i, gasLimit: 200_000n, data: probe.interface.encodeFunctionData("store", [50 + i, i, "n".repeat(i)]), ...(i % 3 === 0 ? { type: 0, gasPrice: priceFloor * 5n } : i % 3 === 1 ? { type: 1, gasPrice: priceFloor * 5n, accessList: [{ address: probe.target, storageKeys: [toBeHex(1, 32)] }] } : {}),
    })));
    const numbers = new Set((await Promise.all(sent.map((s) => s.wait()))).map((r) => r.blockNumber));
    for (const number of numbers) {
      const tag = `0x${number.toString(16)}`;
      const b = await rpc("eth_getBlockByNumber", tag, true);
      const receipts = await rpc("eth_getBlockReceipts", tag);
      const raw = b.transactions.map(transactionBytes);
      raw.forEach((bytes, i) => equal("transaction hash", keccak256(bytes), b.transactions[i].hash));
      equal(`transactions root of ${number}`, await listRoot(raw), b.transactionsRoot);
      equal(`receipts root of ${number}`, await listRoot(receipts.map(receiptBytes)), b.receiptsRoot);
      equal(`gas used in ${number}`, BigInt(receipts.at(-1).cumulativeGasUsed), BigInt(b.gasUsed));
      equal(`bloom of ${number}`, receipts.map((r) => BigInt(r.logsBloom)).reduce((x, y) => x | y, 0n), BigInt(b.logsBloom));
    }
  },

  "proves accounts": async () => {
    const contract = await rpc("eth_getProof", probe.target, [], block.number);
    equal("the contract's code hash", contract.codeHash, keccak256(await provider.getCode(probe.target)));
    equal("its balance", BigInt(contract.balance), 5n * priceFloor);
    await checkAccount("contract", contract);
    const person = await rpc("eth_getProof", wallet.address, [], block.number);
    equal("a person has no code", person.codeHash, emptyCode);
    await checkAccount("person", person);
  },

  "proves slots": async () => {
    const keys = [toBeHex(1, 32), ...[1n, 1000n, 1000n + slotsMany - 1n].map((k) => keccak256(toBeHex(k, 32) + toBeHex(0, 32).slice(2)))];
    const proof = await rpc("eth_getProof", probe.target, keys, block.number);
    await checkAccount("contract", proof);
    equal("values", proof.storageProof.map((s) => BigInt(s.value)), [11n, 11n, 1n, 100n]);
    for (const [i, slot] of proof.storageProof.entries()) {
      equal(`key ${i}`, BigInt(slot.key), BigInt(keys[i]));
      const leaf = await proven(proof.storageHash, keys[i], slot.proof);
      equal(`slot ${i}`, leaf && decodeRlp(leaf), stripZerosLeft(toBeHex(BigInt(slot.value), 32)));
    }
    holds("a deep trie", proof.storageProof[1].proof.length >= 3, proof.storageProof[1].proof.length);
  },

  "proves absence": async () => {
    const nobody = Wallet.createRandom().address;
    const account = await rpc("eth_getProof", nobody, [ZeroHash], block.number);
    equal("absent account", await provenAccount(block.stateRoot, account), null);
    equal("its answer", [BigInt(account.balance), BigInt(account.nonce), BigInt(account.storageProof[0].value)], [0n, 0n, 0n]);
    const slot = toBeHex(999_999, 32);
    const proof = await rpc("eth_getProof", probe.target, [slot], block.number);
    equal("absent slot", await proven(proof.storageHash, slot, proof.storageProof[0].proof), null);
    equal("its value", BigInt(proof.storageProof[0].value), 0n);
  },

  "a false proof does not verify": async () => {
    const proof = await rpc("eth_getProof", probe.target, [], block.number);
    const nodes = [...proof.accountProof];
    nodes[nodes.length - 1] = nodes.at(-1).replace(/.$/, (c) => (c === "0" ? "1" : "0"));
    await refused("a changed leaf", async () => {
      const leaf = await proven(block.stateRoot, probe.target, nodes);
      if (leaf === null || hexlify(leaf) !== hexlify((await proven(block.stateRoot, probe.target, proof.accountProof)) ?? "0x")) throw new Error("not the same");
      return "accepted";
    });
  },

  "proves at an older block": async () => {
    const before = await rpc("eth_getBlockByNumber", `0x${(BigInt(block.number) - 1n).toString(16)}`, false);
    const proof = await rpc("eth_getProof", probe.target, [], before.number);
    const fields = await provenAccount(before.stateRoot, proof);
    equal("balance before the last transfer", [fields[1], BigInt(proof.balance)], ["0x", 0n]);
  },
});
