// Transactions that the node must refuse, each with words that say why, and those that wait for a gap to close.
import { JsonRpcProvider, Transaction, Wallet, ZeroHash, parseEther, toBeHex } from "ethers";
import { equal, eventually, flow, holds, refused } from "../lib/check.mjs";
import { account, chainId, priceFloor, rpcUrl } from "../lib/env.mjs";
import { rpc } from "../lib/rpc.mjs";

const provider = new JsonRpcProvider(rpcUrl, undefined, { pollingInterval: 100 });
const wallet = new Wallet(account(0).privateKey, provider);
const friend = "0x0000000000000000000000000000000000F51E4D";
const price = { maxFeePerGas: priceFloor * 20n, maxPriorityFeePerGas: 0n };
const secp256k1Order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
let nonce;

const sign = (fields) => wallet.signTransaction({ type: 2, chainId, to: friend, nonce, gasLimit: 21_000n, value: 1n, ...price, ...fields });
const send = (raw) => rpc("eth_sendRawTransaction", raw);

/** The node refuses the bytes with a server error whose words match. */
const refuses = async (what, raw, words) => {
  const error = await refused(what, async () => send(await raw));
  holds(`${what}: an error of the caller, not of the node (-32603)`, error.code !== undefined && error.code !== -32603, error.message);
  holds(`${what}: says ${words}`, words.test(error.message), error.message);
};

await flow("refusals", {
  "starts from a known nonce": async () => {
    nonce = await wallet.getNonce();
  },

  "blob transactions": () => refuses("type 3", sign({ type: 3, maxFeePerBlobGas: priceFloor, blobVersionedHashes: [ZeroHash.replace("0x00", "0x01")] }), /blob|4844|type.*not supported/i),

  "another chain's transactions": () => refuses("wrong chain id", sign({ chainId: 1 }), /chain/i),

  "an underpriced transaction": async () => {
    await refuses("below the floor", sign({ maxFeePerGas: priceFloor - 1n }), /price|fee|floor|underpriced/i);
    await refuses("below the floor, legacy", wallet.signTransaction({ type: 0, chainId, to: friend, nonce, gasLimit: 21_000n, gasPrice: 1n }), /price|fee|floor|underpriced/i);
    await refuses("a tip above the fee", sign({ maxFeePerGas: priceFloor * 2n, maxPriorityFeePerGas: priceFloor * 3n }), /tip|priority/i);
  },

  "too little or too much gas": async () => {
    await refuses("below the intrinsic gas", sign({ gasLimit: 20_999n }), /intrinsic|gas/i);
    await refuses("below the calldata's floor", sign({ data: `0x${"11".repeat(1000)}`, gasLimit: 37_000n }), /gas|floor|intrinsic/i);
    await refuses("above a transaction's limit", sign({ gasLimit: 2n ** 24n + 1n }), /gas/i);
  },

  "what cannot be paid": async () => {
    const poor = Wallet.createRandom();
    const raw = await poor.signTransaction({ type: 2, chainId, to: friend, nonce: 0, gasLimit: 21_000n, value: 1n, ...price });
    await refuses("no funds", raw, /funds|balance/i);
    await refuses("more than everything", sign({ value: parseEther("900000000000") }), /funds|balance/i);
  },

  "what is malformed": async () => {
    const good = await sign({});
    await refuses("no bytes", "0x", /./);
    await refuses("cut short", good.slice(0, -2), /./);
    await refuses("bytes after the end", `${good}00`, /./);
    await refuses("an unknown type", `0x7f${good.slice(4)}`, /type|decode|unsupported|invalid/i);
    const parsed = Transaction.from(good);
    const highS = Transaction.from({ ...parsed.toJSON(), from: undefined, hash: undefined, sig: undefined, signature: undefined });
    const { r, s, v } = parsed.signature;
    const raw = lowLevel(highS, r, secp256k1Order - BigInt(s), v === 27 ? 1 : 0);
    await refuses("the twin signature (high s)", raw, /signature|sender|invalid/i);
    await refuses("a zero signature", lowLevel(highS, "0x", 0n, 0), /signature|sender|invalid/i);
    await refuses("init code above its limit", sign({ to: null, data: `0x${"00".repeat(49_153)}`, gasLimit: 10_000_000n }), /init/i);
    await refuses("a transaction above 128 KiB", sign({ data: `0x${"00".repeat(140_000)}`, gasLimit: 10_000_000n }), /size|large|long|limit/i);
  },

  "a nonce that is used, and a second of the same": async () => {
    await (await wallet.sendTransaction({ to: friend, value: 1n, gasLimit: 21_000n, ...price })).wait();
    await refuses("a used nonce", sign({}), /nonce/i);
    nonce++;
    const raw = await sign({ nonce: nonce + 1 }); // above a gap, so it stays in the pool
    await send(raw);
    await refuses("the same again", raw, /known|already/i);
    await refuses("a replacement that pays no more", sign({ nonce: nonce + 1, value: 2n }), /replace|price|underpriced/i);
  },

  "but keeps what waits for a gap": async () => {
    const waiting = Transaction.from(await sign({ nonce: nonce + 1 })).hash;
    const known = await rpc("eth_getTransactionByHash", waiting);
    equal("known, in no block", [known.hash, known.blockHash], [waiting, null]);
    const start = await provider.getBlockNumber();
    await eventually("two more blocks", async () => (await provider.getBlockNumber()) > start + 1);
    equal("not mined over the gap", await rpc("eth_getTransactionReceipt", waiting), null);
    const status = await rpc("txpool_status");
    holds("counted as queued", BigInt(status.queued) >= 1n, status);
    await send(await sign({}));
    await eventually("both are mined", async () => (await rpc("eth_getTransactionReceipt", waiting)) !== null);
    equal("nonce", await wallet.getNonce(), nonce + 2);
  },

  "and a replacement that pays more wins": async () => {
    nonce = await wallet.getNonce();
    await send(await sign({ nonce: nonce + 1, value: 5n }));
    const better = await sign({ nonce: nonce + 1, value: 6n, maxFeePerGas: priceFloor * 40n, maxPriorityFeePerGas: priceFloor });
    const hash = await send(better);
    await send(await sign({ value: 4n }));
    const receipt = await eventually("mined", () => rpc("eth_getTransactionReceipt", hash));
    equal("status", receipt.status, "0x1");
    equal("nonces used", toBeHex(await wallet.getNonce()), toBeHex(nonce + 2));
  },
});

/** Type 2 bytes with any signature numbers at all: libraries refuse to make these. */
function lowLevel(t, r, s, parity) {
  const quantity = (n) => (BigInt(n) === 0n ? "0x" : toBeHex(BigInt(n)));
  const fields = [t.chainId, t.nonce, t.maxPriorityFeePerGas, t.maxFeePerGas, t.gasLimit].map(quantity);
  return `0x02${encode([...fields, t.to, quantity(t.value), t.data, [], quantity(parity), r === "0x" ? "0x" : quantity(r), quantity(s)]).slice(2)}`;
}

function encode(item) {
  const prefix = (length, base) => (length < 56 ? (base + length).toString(16).padStart(2, "0") : (base + 55 + Math.ceil(length.toString(16).length / 2)).toString(16) + length.toString(16).padStart(Math.ceil(length.toString(16).length / 2) * 2, "0"));
  if (Array.isArray(item)) {
    const body = item.map((i) => encode(i).slice(2)).join("");
    return `0x${prefix(body.length / 2, 0xc0)}${body}`;
  }
  const hex = item.slice(2);
  return hex.length === 2 && parseInt(hex, 16) < 0x80 ? item : `0x${prefix(hex.length / 2, 0x80)}${hex}`;
}
