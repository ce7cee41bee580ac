// Two nodes that hold the same chain: what the first one mined is replayed into the second, block by block, and their answers are compared.
import { isDeepStrictEqual } from "node:util";

/** One of the two nodes. */
export class Side {
  constructor(name, url) {
    this.name = name;
    this.url = url;
    this.hashes = new Map(); // block hash -> its height
    this.blocks = []; // height -> block hash
    this.id = 0;
  }

  /** The whole answer, { result } or { error }. */
  async ask(method, params) {
    const response = await fetch(this.url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ jsonrpc: "2.0", id: ++this.id, method, params }) });
    const { result, error } = await response.json();
    return error === undefined ? { result } : { error };
  }

  /** The result; an error throws. */
  async get(method, ...params) {
    const { result, error } = await this.ask(method, params);
    if (error) throw new Error(`${this.name}: ${method}: ${error.code} ${error.message}`);
    return result;
  }

  learn(height, hash) {
    this.hashes.set(hash, height);
    this.blocks[height] = hash;
  }

  /** Parameters with each "@block:N" replaced by the hash of that block here. */
  spell(params) {
    return JSON.parse(JSON.stringify(params).replace(/@block:(\d+)/g, (_, height) => this.blocks[Number(height)]));
  }

  /** An answer with each hash of a block replaced by "@block:N", so that it means the same on both sides. */
  unspell(answer) {
    if (answer === undefined) return undefined;
    return JSON.parse(JSON.stringify(answer).replace(/0x[0-9a-f]{64}(?![0-9a-f])/g, (hash) => (this.hashes.has(hash) ? `@block:${this.hashes.get(hash)}` : hash)));
  }
}

export class Twin {
  constructor(cosUrl, otherUrl, differences) {
    this.cos = new Side("cosd", cosUrl);
    this.other = new Side("anvil", otherUrl);
    this.differences = differences.map((difference) => ({ ...difference, seen: 0 }));
    this.unexpected = [];
    this.compared = 0;
    this.fields = 0;
    this.head = -1;
  }

  /** Brings the second node to the first one's head: the same transactions in the same blocks at the same times for the same base fee. */
  async follow() {
    const head = Number(await this.cos.get("eth_blockNumber"));
    for (let height = this.head + 1; height <= head; height++) {
      const block = await this.cos.get("eth_getBlockByNumber", `0x${height.toString(16)}`, false);
      if (height > 0) await this.mine(block);
      const copy = await this.other.get("eth_getBlockByNumber", block.number, false);
      if (!isDeepStrictEqual(copy?.transactions, block.transactions)) throw new Error(`block ${height}: anvil mined ${copy?.transactions}, cosd ${block.transactions}`);
      this.cos.learn(height, block.hash);
      this.other.learn(height, copy.hash);
      this.head = height;
    }
    return this.head;
  }

  async mine(block) {
    for (const hash of block.transactions) {
      const known = await this.other.ask("eth_getTransactionByHash", [hash]);
      if (!known.result) await this.other.get("eth_sendRawTransaction", this.raw.get(hash));
    }
    if (this.miner !== block.miner) await this.other.get("anvil_setCoinbase", (this.miner = block.miner));
    await this.other.get("evm_setNextBlockTimestamp", Number(block.timestamp));
    await this.other.get("anvil_setNextBlockBaseFeePerGas", block.baseFeePerGas);
    await this.other.get("evm_mine");
  }

  /** Signed transactions by hash, to be replayed. */
  raw = new Map();

  /** Both answers, each in its own words. */
  both(method, params) {
    return Promise.all([this.cos, this.other].map((side) => side.ask(method, side.spell(params))));
  }

  /** Asks both and compares; every difference must be on the list. Returns both answers, in their own words. */
  async same(method, params, name = "") {
    const [ours, theirs] = await this.both(method, params);
    this.compare(`${method}${name && ` ${name}`}`, ours, theirs, params);
    return { ours, theirs };
  }

  compare(name, ours, theirs, params = []) {
    this.compared++;
    for (const [path, a, b] of this.leaves("", this.cos.unspell(ours), this.other.unspell(theirs))) {
      const expected = this.differences.find((d) => d.question.test(name) && d.path.test(path) && (d.when?.(a, b) ?? true));
      if (expected) expected.seen++;
      else this.unexpected.push({ name, path, ours: a, theirs: b, params });
    }
  }

  /** The leaves in which two answers differ. */
  *leaves(path, a, b) {
    const isTree = (value) => typeof value === "object" && value !== null;
    if (isTree(a) && isTree(b) && Array.isArray(a) === Array.isArray(b)) {
      if (Array.isArray(a) && a.length !== b.length) yield [`${path}.length`, a.length, b.length];
      const keys = Array.isArray(a) ? a.slice(0, b.length).keys() : new Set([...Object.keys(a), ...Object.keys(b)]);
      for (const key of keys) yield* this.leaves(path === "" ? `${key}` : `${path}.${key}`, a[key], b[key]);
    } else {
      this.fields++;
      if (a !== b) yield [path, a, b];
    }
  }

  /** Notes a fact that does not hold. */
  wrong(name, what, ours, theirs) {
    this.unexpected.push({ name, path: what, ours, theirs, params: [] });
  }

  /** Prints what was found; throws where a difference is unknown, or a known one was not met. */
  report() {
    console.log(`${this.compared} answers, ${this.fields} fields compared`);
    for (const { question, path, why, seen } of this.differences) console.log(`  ${String(seen).padStart(5)} x ${question.source} ${path.source}: ${why}`);
    const groups = Map.groupBy(this.unexpected, ({ name, path }) => `${name.split(" ")[0]} ${path.replace(/0x[0-9a-f]{40}/g, "ADDRESS").replace(/0x[0-9a-f]{64}/g, "SLOT").replace(/0x[0-9a-f]{8}-\d+/g, "SELECTOR").replace(/\.\d+/g, ".N")}`);
    for (const [group, all] of groups) {
      console.error(`UNEXPECTED ${all.length} x ${group}`);
      for (const { name, path, ours, theirs, params } of all.slice(0, Number(process.env.COS_SHOW ?? 3))) {
        console.error(`    ${name} ${path}\n      asked ${show(params)}\n      cosd  ${show(ours)}\n      anvil ${show(theirs)}`);
      }
    }
    if (this.unexpected.length > 0) throw new Error(`${this.unexpected.length} unexpected differences`);
    const unmet = this.differences.filter(({ seen }) => seen === 0);
    if (unmet.length > 0) throw new Error(`differences listed but not met: ${unmet.map(({ question, path }) => `${question.source} ${path.source}`).join("; ")}`);
  }
}

const show = (value) => {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length > 400 ? `${text.slice(0, 400)}… (${text.length})` : text;
};
