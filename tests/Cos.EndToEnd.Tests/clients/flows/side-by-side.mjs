// The same transactions and the same questions to cosd and to anvil: what differs is on the list of sidebyside/differences.mjs, or is a failure.
import { eventually, equal, flow, holds } from "../lib/check.mjs";
import { rpcUrl } from "../lib/env.mjs";
import { shuffle } from "../sidebyside/deck.mjs";
import { differences } from "../sidebyside/differences.mjs";
import { askOtterscan } from "../sidebyside/otterscan.mjs";
import { askBlocks, askCalls, askEstimates, askLogs, askProofsAndFees, askState, askWrongly } from "../sidebyside/questions.mjs";
import { askRefusals } from "../sidebyside/refusals.mjs";
import { askTracedCalls, askTraces } from "../sidebyside/traces.mjs";
import { Twin } from "../sidebyside/twin.mjs";

const twin = new Twin(rpcUrl, process.env.COS_ANVIL_URL, differences);
let deck;

await flow("side-by-side", {
  "signs the transactions": async () => {
    deck = await shuffle();
    for (const { raw, hash } of deck.rounds.flat()) twin.raw.set(hash, raw);
    holds("200 transactions", deck.hashes.size >= 200, deck.hashes.size);
  },

  "mines them in cosd": async () => {
    for (const round of deck.rounds) {
      for (const { name, raw, hash } of round) {
        const { result, error } = await twin.cos.ask("eth_sendRawTransaction", [raw]);
        equal(`${name} is taken`, [result, error], [hash, undefined]);
      }
      for (const { name, hash } of round) await eventually(`${name} is mined`, () => twin.cos.get("eth_getTransactionReceipt", hash));
    }
  },

  "mines them in anvil": () => twin.follow(),

  "compares transactions and receipts": async () => {
    let failed = 0;
    for (const [name, hash] of deck.hashes) {
      await twin.same("eth_getTransactionByHash", [hash], name);
      const { ours } = await twin.same("eth_getTransactionReceipt", [hash], name);
      if (ours.result.status === "0x0") failed++;
    }
    console.log(`${deck.hashes.size} transactions, ${failed} of them fail`);
  },

  "compares blocks": () => askBlocks(twin, deck),
  "compares state": () => askState(twin, deck),
  "compares calls": () => askCalls(twin, deck),
  "compares estimates": () => askEstimates(twin, deck),
  "compares logs": () => askLogs(twin, deck),
  "compares proofs and fees": () => askProofsAndFees(twin, deck),
  "compares wrong requests": () => askWrongly(twin, deck),
  "compares refusals": () => askRefusals(twin, deck),

  "compares traces": () => askTraces(twin, deck),
  "compares traces of calls": () => askTracedCalls(twin, deck),

  "compares Otterscan's questions": () => askOtterscan(twin, deck),

  "reports": () => twin.report(),
});
