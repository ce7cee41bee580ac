// Fills the pool with transactions that cannot be mined yet: every account's first nonce is missing.
import { Wallet } from "ethers";
import { equal, flow } from "../lib/check.mjs";
import { account, chainId, priceFloor } from "../lib/env.mjs";
import { rpc } from "../lib/rpc.mjs";

await flow("waiting-send", {
  "leaves a gap below each transaction": async () => {
    for (const n of [1, 2, 3]) {
      const wallet = new Wallet(account(n).privateKey);
      for (let nonce = 1; nonce <= 5; nonce++) await rpc("eth_sendRawTransaction", await wallet.signTransaction({ type: 2, chainId, to: wallet.address, nonce, gasLimit: 21_000n, maxFeePerGas: priceFloor * 10n, maxPriorityFeePerGas: 0n }));
    }
    equal("queued", BigInt((await rpc("txpool_status")).queued), 15n);
  },
});
