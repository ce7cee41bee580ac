// Sends signed transfers as fast as the node takes them, until the node is gone. Prints "accepted N" (a nonce) as it goes.
import { JsonRpcProvider, Wallet } from "ethers";
import { account, chainId, priceFloor, rpcUrl } from "../lib/env.mjs";
import { post } from "../lib/rpc.mjs";

const perRequest = 25;
const backlogMax = 1000; // the pool is not what is tested here
const wallet = new Wallet(account(0).privateKey);
const receiver = "0x00000000000000000000000000000000c0ffee00";

try {
  const provider = new JsonRpcProvider(rpcUrl, chainId, { staticNetwork: true });
  let next = await provider.getTransactionCount(wallet.address, "pending");
  let mined = await provider.getTransactionCount(wallet.address, "latest");
  for (;;) {
    const calls = [];
    for (let i = 0; i < perRequest; i++) {
      const raw = await wallet.signTransaction({ type: 2, chainId, to: receiver, nonce: next + i, gasLimit: 21_000n, value: priceFloor, maxFeePerGas: priceFloor * 100n, maxPriorityFeePerGas: 0n });
      calls.push({ jsonrpc: "2.0", id: i, method: "eth_sendRawTransaction", params: [raw] });
    }
    const { json } = await post(calls);
    const wrong = json.find((answer) => answer.error);
    if (wrong) throw new Error(`refused: ${JSON.stringify(wrong.error)}`);
    next += perRequest;
    console.log(`accepted ${next - 1}`);
    while (next - mined > backlogMax) mined = await provider.getTransactionCount(wallet.address, "latest");
  }
} catch (error) {
  const gone = /fetch failed|ECONNREFUSED|ECONNRESET|socket hang up|terminated|other side closed/i.test(`${error} ${error.cause ?? ""}`);
  console.log(gone ? "the node is gone" : `${error.stack}`);
  process.exit(gone ? 0 : 1);
}
