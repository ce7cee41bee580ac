// Closes the gaps that waiting-send left: then everything is mined.
import { Wallet } from "ethers";
import { equal, eventually, flow } from "../lib/check.mjs";
import { account, chainId, priceFloor } from "../lib/env.mjs";
import { rpc } from "../lib/rpc.mjs";

await flow("waiting-close", {
  "mines what waited": async () => {
    for (const n of [1, 2, 3]) {
      const wallet = new Wallet(account(n).privateKey);
      await rpc("eth_sendRawTransaction", await wallet.signTransaction({ type: 2, chainId, to: wallet.address, nonce: 0, gasLimit: 21_000n, maxFeePerGas: priceFloor * 10n, maxPriorityFeePerGas: 0n }));
      await eventually(`account ${n}`, async () => BigInt(await rpc("eth_getTransactionCount", wallet.address, "latest")) === 6n);
    }
    equal("queued", BigInt((await rpc("txpool_status")).queued), 0n);
  },
});
