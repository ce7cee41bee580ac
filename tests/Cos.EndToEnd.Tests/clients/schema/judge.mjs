// Asks one node and judges each answer by the schema. Stands where the side-by-side comparison has its two nodes, so that its questions serve here too.
import { Side } from "../sidebyside/twin.mjs";

const errorCodes = (code) => code === 3 || code === 4 || code === 4444 || (code >= -32768 && code <= -32000) || (code >= -38999 && code <= -38000);

export class Judge {
  other = { ask: async () => ({}), get: async () => null };
  counts = new Map(); // method -> [results, errors]
  faults = [];

  constructor(url, schema, known, notServed) {
    this.cos = new Side("cosd", url);
    this.schema = schema;
    this.known = known.map((fault) => ({ ...fault, seen: 0 }));
    this.notServed = notServed;
  }

  /** The whole answer, judged. */
  async ask(method, params = [], name = "") {
    const answer = await this.cos.ask(method, this.cos.spell(params));
    this.compare(`${method} ${name}`, answer, undefined, params);
    return answer;
  }

  async both(method, params) {
    return [await this.ask(method, params), {}];
  }

  async same(method, params, name) {
    return { ours: await this.ask(method, params, name), theirs: {} };
  }

  compare(name, answer, _, params = []) {
    const method = name.split(" ")[0];
    if (!this.schema.methods.has(method)) return;
    const { error, result } = answer;
    if (method in this.notServed) return error?.code === -32601 ? undefined : this.fault(name, params, answer, "listed as not served, but it is");
    const count = this.counts.get(method) ?? [0, 0];
    this.counts.set(method, count);
    count[error ? 1 : 0]++;
    const wrong = this.#unknown(method, answer, error ? this.#ofError(error) : this.#ofResult(method, result));
    if (wrong.length > 0) this.fault(name, params, answer, ...wrong);
  }

  fault(name, params, answer, ...wrong) {
    this.faults.push({ name, params, answer, wrong });
  }

  wrong() {}

  #ofResult(method, result) {
    const strangers = new Set(this.schema.unnamed(method, result).map((path) => `${path}: the schema has no such member`));
    return [...this.schema.faults(method, result), ...strangers];
  }

  #unknown(method, { error, result }, faults) {
    return faults.filter((fault) => {
      const known = this.known.find((known) => known.method.test(method) && known.fault.test(fault) && known.when(error ?? result));
      if (known) known.seen++;
      return known === undefined;
    });
  }

  #ofError(error) {
    const wrong = [];
    if (!Number.isInteger(error.code) || !errorCodes(error.code)) wrong.push(`error code ${error.code} is in no group`);
    if (typeof error.message !== "string" || error.message === "") wrong.push("an error without a message");
    if (error.code === -32603) wrong.push("an internal error");
    if (error.code === -32601) wrong.push("not served, and not listed as such");
    for (const key of Object.keys(error)) if (!["code", "message", "data"].includes(key)) wrong.push(`an error with ${key}`);
    return wrong;
  }

  report() {
    const methods = [...this.counts].sort();
    const total = (i) => methods.reduce((sum, [, counts]) => sum + counts[i], 0);
    console.log(`${total(0)} results and ${total(1)} errors of ${methods.length} methods judged`);
    for (const [method, [results, errors]] of methods) console.log(`  ${method}: ${results} results, ${errors} errors`);
    for (const { method, fault, why, seen } of this.known) console.log(`  ${seen} x ${method.source} ${fault.source}: ${why}`);
    for (const [method, why] of Object.entries(this.notServed)) console.log(`  ${method} is not served: ${why}`);
    const groups = Map.groupBy(this.faults, ({ name, wrong }) => `${name.split(" ")[0]}: ${wrong.join("; ").slice(0, 300)}`);
    for (const [group, all] of groups) {
      const { name, params, answer } = all[0];
      console.error(`FAULT ${all.length} x ${group}\n  first: ${name} ${JSON.stringify(params).slice(0, 300)}\n  ${JSON.stringify(answer).slice(0, 600)}`);
    }
    if (this.faults.length > 0) throw new Error(`${this.faults.length} answers are not as the schema has them`);
    const unmet = this.known.filter(({ seen }) => seen === 0);
    if (unmet.length > 0) throw new Error(`deviations listed but not met: ${unmet.map(({ method, fault }) => `${method.source} ${fault.source}`).join("; ")}`);
  }
}
