// Every answer is what the execution-apis schema says, for generated questions and for the requests of the conformance corpus.
import { eventually, equal, flow, holds } from "../lib/check.mjs";
import { rpcUrl } from "../lib/env.mjs";
import { faults, notServed, otherErrors } from "../schema/deviations.mjs";
import { Judge } from "../schema/judge.mjs";
import { OpenRpc } from "../schema/openrpc.mjs";
import { askMore, askTraces } from "../schema/questions.mjs";
import { shuffle } from "../sidebyside/deck.mjs";
import { askBlocks, askCalls, askEstimates, askLogs, askProofsAndFees, askState, askWrongly } from "../sidebyside/questions.mjs";
import { askRefusals } from "../sidebyside/refusals.mjs";

const folder = process.env.COS_SCHEMA_FOLDER;
const schema = new OpenRpc(folder);
const judge = new Judge(rpcUrl, schema, faults, notServed);
let deck;

await flow("schema", {
  "mines the transactions": async () => {
    deck = await shuffle();
    for (const round of deck.rounds) {
      for (const { name, raw, hash } of round) equal(`${name} is taken`, (await judge.ask("eth_sendRawTransaction", [raw], name)).result, hash);
      for (const { name, hash } of round) await eventually(`${name} is mined`, () => judge.cos.get("eth_getTransactionReceipt", hash));
    }
    const head = Number(await judge.cos.get("eth_blockNumber"));
    for (let height = 0; height <= head; height++) judge.cos.learn(height, (await judge.cos.get("eth_getBlockByNumber", `0x${height.toString(16)}`, false)).hash);
  },

  "would see a wrong answer": async () => {
    const hash = deck.hashes.get("logs of every shape");
    const good = await judge.cos.get("eth_getTransactionReceipt", hash);
    equal("a right one has no faults", [schema.faults("eth_getTransactionReceipt", good), schema.unnamed("eth_getTransactionReceipt", good)], [[], []]);
    for (const member of ["gasUsed", "logs", "blockHash", "from"]) holds(`without ${member}`, schema.faults("eth_getTransactionReceipt", { ...good, [member]: undefined }).length > 0);
    for (const change of [{ gasUsed: "0x01" }, { gasUsed: 21000 }, { more: "0x1" }, { from: null }, { logs: [{ ...good.logs[0], data: "0xABC" }] }]) holds(JSON.stringify(change).slice(0, 60), schema.faults("eth_getTransactionReceipt", { ...good, ...change }).length > 0);
    const block = await judge.cos.get("eth_getBlockByNumber", good.blockNumber, true);
    equal("a member that the schema does not name", schema.unnamed("eth_getBlockByNumber", { ...block, totalDifficulty: "0x0", transactions: [{ ...block.transactions[0], creates: null }] }), [".transactions[].creates", ".totalDifficulty"]);
  },

  "asks for transactions and receipts": async () => {
    for (const [name, hash] of deck.hashes) for (const method of ["eth_getTransactionByHash", "eth_getTransactionReceipt"]) await judge.ask(method, [hash], name);
  },
  "asks for blocks": () => askBlocks(judge, deck),
  "asks for state": () => askState(judge, deck),
  "asks for calls": () => askCalls(judge, deck),
  "asks for estimates": () => askEstimates(judge, deck),
  "asks for logs": () => askLogs(judge, deck),
  "asks for proofs and fees": () => askProofsAndFees(judge, deck),
  "asks wrongly": () => askWrongly(judge, deck),
  "asks for refusals": () => askRefusals(judge, deck),
  "asks for what else the schema has": () => askMore(judge, deck),
  "asks for traces": () => askTraces(judge, deck),

  "replays the corpus": async () => {
    let replayed = 0;
    for (const { name, request, answer } of OpenRpc.exchanges(folder)) {
      const { method, params } = request;
      if (!schema.methods.has(method) || method in notServed) continue;
      replayed++;
      const ours = await judge.ask(method, params, name);
      const expected = answer.error?.code;
      const other = otherErrors.find((other) => other.name.test(name) && (other.when?.(ours) ?? true));
      for (const other of otherErrors) other.seen ||= other.name.test(name);
      if (expected !== undefined && ours.error?.code !== expected && !other) judge.fault(`${method} ${name}`, params, ours, `the corpus has ${JSON.stringify(answer.error)}`);
    }
    holds("most of the corpus is replayed", replayed >= 120, replayed);
    for (const { name, seen } of otherErrors) holds(`${name} is met`, seen);
    console.log(`${replayed} exchanges of the corpus replayed`);
  },

  "reports": () => judge.report(),

  "left no method out": () => {
    for (const method of schema.methods.keys()) holds(`${method} is served or listed`, method in notServed !== judge.counts.has(method));
  },
});
