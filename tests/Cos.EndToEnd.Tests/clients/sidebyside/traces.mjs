// Traces of the transactions that both nodes ran, and of calls.
import { toBeHex, toQuantity } from "ethers";
import { call, init, panics, programSources, stranger } from "./deck.mjs";
import { heightsOf } from "./questions.mjs";

const tracers = {
  callTracer: { tracer: "callTracer", tracerConfig: { withLog: true } },
  topCall: { tracer: "callTracer", tracerConfig: { onlyTopCall: true } },
  prestateTracer: { tracer: "prestateTracer" },
  diffMode: { tracer: "prestateTracer", tracerConfig: { diffMode: true } },
  "4byteTracer": { tracer: "4byteTracer" },
};

/** Calls whose every step is compared: each kind of call, creation, failure, log and store, and all programs. Not the transactions themselves, whose steps anvil would have to keep. */
const stepped = /^(transfer of type|a success$|a reason$|panic 1$|the invalid|logs of every|create Child|create suicidal|make a (child|salted)|clear|transient|nothing stays|forward to (a success|a reason|an error|an account|itself)|look|borrow|precompile: (sha|ecrecover|bn254 add off)|token: |delegat|run: (?!a loop|calls itself|creates until|stack overflow))/;

/** Each tracer on each transaction: whole blocks, and every eighth transaction by itself. */
export async function askTraces(twin, deck) {
  const names = new Map([...deck.hashes].map(([name, hash]) => [hash, name]));
  for (const height of await heightsOf(twin, deck)) {
    const number = toQuantity(height);
    const receipts = await twin.cos.get("eth_getBlockReceipts", number);
    const transactions = receipts.map(({ transactionHash }) => transactionHash);
    for (const [tracer, options] of Object.entries(tracers)) {
      const [ours, theirs] = await twin.both("debug_traceBlockByNumber", [number, options]);
      for (const [i, hash] of transactions.entries()) {
        const [a, b] = [ours, theirs].map(({ result, error }) => (error ? { error } : { result: result[i].result }));
        twin.compare(`debug_traceBlockByNumber ${tracer} ${names.get(hash)}`, a, b, [number, options]);
        if (tracer === "callTracer" && a.result?.gasUsed !== receipts[i].gasUsed) twin.wrong(`debug_traceBlockByNumber ${names.get(hash)}`, "gasUsed", a, receipts[i].gasUsed);
      }
    }
    const [ours, theirs] = await twin.both("trace_block", [number]);
    for (const hash of transactions) {
      const [a, b] = [ours, theirs].map(({ result, error }) => (error ? { error } : { result: result.filter(({ transactionHash }) => transactionHash === hash) }));
      twin.compare(`trace_block ${names.get(hash)}`, a, withoutPrecompiles(b), [number]);
    }
  }
  for (const [i, [name, hash]] of [...deck.hashes].entries()) {
    if (i % 8 !== 0) continue;
    for (const [tracer, options] of Object.entries(tracers)) await twin.same("debug_traceTransaction", [hash, options], `${tracer} ${name}`);
    const [ours, theirs] = await twin.both("trace_transaction", [hash]);
    twin.compare(`trace_transaction ${name}`, ours, withoutPrecompiles(theirs), [hash]);
  }
}

/** Parity's traces without the calls of precompiles, which anvil tells and Parity does not. In this deck no other call follows one in its frame. */
function withoutPrecompiles({ result, error }) {
  if (error) return { error };
  const isPrecompile = ({ type, action, traceAddress }) => type === "call" && traceAddress.length > 0 && BigInt(action.to) > 0n && (BigInt(action.to) <= 0x11n || BigInt(action.to) === 0x100n);
  const left = result.filter(isPrecompile).map(({ traceAddress }) => traceAddress.slice(0, -1).join());
  return { result: result.filter((trace) => !isPrecompile(trace)).map((trace) => ({ ...trace, subtraces: trace.subtraces - left.filter((parent) => parent === trace.traceAddress.join()).length })) };
}

export async function askTracedCalls(twin, deck) {
  const { at } = deck;
  const from = deck.wallets[0].address;
  const calls = {
    "a view": { from, to: at.Token, data: call("Token", "name") },
    "a transfer": { from, to: stranger, value: "0x1" },
    "a creation": { from, data: init("Child", 5n) },
    "a refused creation": { from, data: init("Child", 13n) },
    "a factory": { from, to: at.Factory, data: call("Factory", "make", 5n) },
    "a reason": { from, to: at.Failures, data: call("Failures", "refuse", "not today") },
    "a panic": { from, to: at.Failures, data: call("Failures", "panic", panics[1]) },
    "logs": { from, to: at.Emitter, data: call("Emitter", "emitAll", 9n) },
    "a dive": { from, to: at.Caller, data: call("Caller", "dive", 4n), gas: "0x100000" },
    "a precompile": { from, to: toBeHex(2, 20), data: "0x616263" },
    "a delegate": { from, to: deck.wallets[8].address, data: call("Wallet", "execute", [[stranger, 0n, "0x"]]) },
  };
  for (const [name, request] of Object.entries(calls)) {
    for (const [tracer, options] of Object.entries(tracers).filter(([tracer]) => tracer !== "4byteTracer")) await twin.same("debug_traceCall", [{ gas: "0x200000", ...request }, "latest", options], `${tracer} ${name}`);
    await twin.same("debug_traceCall", [{ gas: "0x200000", ...request }, "latest", {}], `steps ${name}`);
  }
  for (const [name, request] of deck.requests) {
    if (stepped.test(name)) await twin.same("debug_traceCall", [request, "latest", { enableMemory: true, enableReturnData: true }], `steps ${name}`);
  }
  for (const name of Object.keys(programSources)) await twin.same("debug_traceCall", [{ from, to: at[name], gas: "0x30000" }, "latest", tracers.callTracer], `callTracer run: ${name}`);
}
