// Transactions that neither node may take.
import { Wallet, ZeroHash, concat, encodeRlp, keccak256, toBeArray } from "ethers";
import { chainId, priceFloor } from "../lib/env.mjs";
import { stranger } from "./deck.mjs";

/** Both refuse each of them, with an error that says the same in its own words. */
export async function askRefusals(twin, deck) {
  const wallet = deck.wallets[0];
  const nonce = deck.nonces[0];
  const sign = (fields, by = wallet) => by.signTransaction({ type: 2, chainId, to: stranger, nonce, gasLimit: 21_000n, value: 1n, maxFeePerGas: priceFloor * 20n, maxPriorityFeePerGas: 0n, ...fields });
  const good = await sign({});
  const poor = new Wallet(`0x${"5e".repeat(32)}`);
  const refused = {
    "a used nonce": [await sign({ nonce: 0 }), /nonce too low/],
    "another chain": [await sign({ chainId: 1 }), /chain ?id/i],
    "another chain, legacy": [await sign({ type: 0, chainId: 1, maxFeePerGas: undefined, maxPriorityFeePerGas: undefined, gasPrice: priceFloor * 20n }), /chain ?id/i],
    "no funds": [await sign({ nonce: 0 }, poor), /insufficient funds/i],
    "more than everything": [await sign({ value: 10n ** 30n }), /insufficient funds/i],
    "too little gas": [await sign({ gasLimit: 20_999n }), /intrinsic gas too low/i],
    "too little gas for its data": [await sign({ data: `0x${"11".repeat(100)}` }), /intrinsic gas too low/i],
    "too little gas for the floor": [await sign({ data: `0x${"11".repeat(1000)}`, gasLimit: 40_000n }), /floor|intrinsic/i],
    "too little gas for its access list": [await sign({ accessList: [{ address: stranger, storageKeys: [ZeroHash] }] }), /intrinsic gas too low/i],
    "too little gas to create": [await sign({ to: null, gasLimit: 52_000n }), /intrinsic gas too low/i],
    "more gas than a transaction may have": [await sign({ gasLimit: 2n ** 24n + 1n }), /gas/i],
    "more gas than a block has": [await sign({ gasLimit: 200_000_001n }), /gas/i],
    "a tip above its price": [forge(wallet, [nonce, priceFloor * 4n, priceFloor * 3n, 21_000n, 1n]), /priority/i],
    "init code that is too large": [await sign({ to: null, data: `0x${"00".repeat(49_153)}`, gasLimit: 10_000_000n }), /init ?code/i],
    "set-code without authorizations": [await sign({ type: 4, authorizationList: [], gasLimit: 100_000n }), /auth/i],
    "nothing": ["0x", /./],
    "one byte": ["0x02", /./],
    "bytes cut short": [good.slice(0, -2), /./],
    "bytes after the end": [`${good}00`, /./],
    "an unknown type": [`0x7f${good.slice(4)}`, /./],
    "the twin of a signature": [forge(wallet, [nonce, 0n, priceFloor * 3n, 21_000n, 1n], true), /./],
  };
  for (const [name, [raw, words]] of Object.entries(refused)) {
    const { ours, theirs } = await twin.same("eth_sendRawTransaction", [raw], name);
    for (const answer of [ours, theirs]) {
      if (answer.error && !words.test(answer.error.message)) twin.wrong(`eth_sendRawTransaction ${name}`, "error: other words", ours, theirs);
    }
    if (theirs.result) await twin.other.get("anvil_dropTransaction", theirs.result);
  }
}

/** A signed transaction of type 2 from any numbers at all: libraries refuse to make these. With `twin` by the other signature that means the same key. */
function forge(wallet, [nonce, tip, price, gas, value], twin = false) {
  const fields = [toBeArray(chainId), ...[nonce, tip, price, gas].map((n) => toBeArray(n)), stranger, toBeArray(value), "0x", []];
  const { r, s, yParity } = wallet.signingKey.sign(keccak256(concat(["0x02", encodeRlp(fields)])));
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  return concat(["0x02", encodeRlp([...fields, toBeArray(twin ? 1 - yParity : yParity), toBeArray(r), toBeArray(twin ? order - BigInt(s) : s)])]);
}
