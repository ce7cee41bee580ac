// After a crash: are the newest headers what their hashes say, does their state root prove the accounts, do the balances add up?
import { verifyMerkleProof } from "@ethereumjs/mpt";
import { decodeRlp, getBytes } from "ethers";
import { equal, flow, holds } from "../lib/check.mjs";
import { account, priceFloor } from "../lib/env.mjs";
import { headerHash, quantity } from "../lib/header.mjs";
import { rpc } from "../lib/rpc.mjs";

const sender = account(0).address;
const receiver = "0x00000000000000000000000000000000c0ffee00";

await flow("verify", {
  "headers": async () => {
    const head = Number(BigInt(await rpc("eth_blockNumber")));
    let above;
    for (let number = head; number >= Math.max(0, head - 64); number--) {
      const block = await rpc("eth_getBlockByNumber", `0x${number.toString(16)}`, false);
      equal(`hash of block ${number}`, headerHash(block), block.hash);
      if (above) equal(`parent of block ${number + 1}`, above.parentHash, block.hash);
      above = block;
    }
  },

  "state": async () => {
    const block = await rpc("eth_getBlockByNumber", "latest", false);
    const proofs = await Promise.all([sender, receiver].map((address) => rpc("eth_getProof", address, [], block.number)));
    for (const proof of proofs) {
      const leaf = await verifyMerkleProof(getBytes(proof.address), proof.accountProof.map((n) => getBytes(n)), { root: getBytes(block.stateRoot), useKeyHashing: true });
      const stated = [quantity(proof.nonce), quantity(proof.balance), proof.storageHash, proof.codeHash];
      const untouched = BigInt(proof.nonce) === 0n && BigInt(proof.balance) === 0n;
      equal(`account ${proof.address}`, leaf === null ? null : decodeRlp(leaf), leaf === null && untouched ? null : stated);
    }
    equal("each mined nonce moved one unit", BigInt(proofs[1].balance), BigInt(proofs[0].nonce) * priceFloor);
    holds("finalized is not ahead", BigInt((await rpc("eth_getBlockByNumber", "finalized", false)).number) <= BigInt(await rpc("eth_blockNumber")));
  },
});
