// Times the same bytecode by eth_call on two nodes in turns: node evm-ratios.mjs ANVIL_URL ANVIL_PID COSD_URL COSD_PID ARCHIVES ROUNDS [FILTER]
// What is timed is processor time of the node's whole process, which other load on the machine disturbs less than it does the clock.
// ARCHIVES holds the unpacked evm-benchmarks and eest-benchmark-sample. Prints a table; ends with 1 where results or gas differ.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";

const [anvil, anvilPid, cosd, cosdPid, archives, roundsText, filter = ""] = process.argv.slice(2);
const rounds = Number(roundsText);
const gasOfCall = 1n << 40n; // of the whole eth_call; far above both nodes' blocks
const gasOfSample = 30e6;    // short programs are called again and again within one eth_call until they burn about this much
const idle = "0x00000000000000000000000000000000001d1e00";
const driver = "0x0000000000000000000000000000000000d21fe7";

// A contract that hands its input to a target, so many times, and returns: how many calls succeeded, the gas that all took, the last one's output.
function driverCode(target, gas, times) {
  const hex = (value, bytes) => BigInt(value).toString(16).padStart(2 * bytes, "0");
  const start = "365f5f37" + "5a" + "62" + hex(times, 3) + "5f";
  const loop = "5b" + "5f5f365f5f" + "73" + target.slice(2) + "67" + hex(gas, 8) + "f1" + "01"
    + "90600190" + "03" + "80" + "9190" + "60" + hex(start.length / 2, 1) + "57";
  const end = "5a90" + "5f52" + "9190" + "50" + "03" + "602052" + "3d5f60403e" + "3d604001" + "5ff3";
  return "0x" + start + loop + end;
}

const agents = new Map([anvil, cosd].map((url) => [url, new http.Agent({ keepAlive: true, maxSockets: 1 })]));
function post(url, body) {
  return new Promise((resolve, reject) => {
    const options = { method: "POST", agent: agents.get(url), headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) } };
    const request = http.request(url, options, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => resolve(Buffer.concat(chunks).toString()));
    });
    request.on("error", reject);
    request.end(body);
  });
}

function requestOf(program, target, times) {
  const overrides = { ...program.accounts, [driver]: { code: driverCode(target, program.gas, times) }, [idle]: { code: "0x00" } };
  const call = { from: program.sender, to: driver, data: program.input, gas: "0x" + gasOfCall.toString(16) };
  return JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_call", params: [call, "latest", overrides] });
}

// Of all threads, in milliseconds. A thread may end while its figures are read.
function processorTime(url) {
  const tasks = `/proc/${url === anvil ? anvilPid : cosdPid}/task`;
  let nanoseconds = 0;
  for (const thread of fs.readdirSync(tasks)) {
    try { nanoseconds += Number(fs.readFileSync(`${tasks}/${thread}/schedstat`, "utf8").split(" ")[0]); } catch (error) { if (error.code !== "ENOENT" && error.code !== "ESRCH") throw error; }
  }

  return nanoseconds / 1e6;
}

async function timed(url, body) {
  const start = processorTime(url);
  const answer = JSON.parse(await post(url, body));
  const milliseconds = processorTime(url) - start;
  if (answer.error) throw new Error(`${url === anvil ? "anvil" : "cosd"}: ${JSON.stringify(answer.error)}`);
  const word = (index) => BigInt("0x" + answer.result.slice(2 + 64 * index, 66 + 64 * index));
  return { milliseconds, result: answer.result, calls: word(0), gas: word(1) };
}

const files = (folder) => fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".json")).sort().map((name) => path.join(folder, name)) : [];
const accountsOf = (pre) => Object.fromEntries(Object.entries(pre).map(([address, account]) =>
  [address, { balance: account.balance, nonce: account.nonce, code: account.code, ...(Object.keys(account.storage).length ? { state: words(account.storage) } : {}) }]));
const word = (text) => "0x" + BigInt(text).toString(16).padStart(64, "0");
const words = (storage) => Object.fromEntries(Object.entries(storage).map(([slot, value]) => [word(slot), word(value)]));

// Quantities have no leading zeros, as RPC wants them.
const quantity = (text) => "0x" + BigInt(text).toString(16);
function programOf(group, name, pre, transaction) {
  const accounts = accountsOf(pre);
  for (const account of Object.values(accounts)) { account.balance = quantity(account.balance); account.nonce = quantity(account.nonce); }
  return { group, name, accounts, sender: transaction.sender, to: transaction.to, input: transaction.data, gas: BigInt(transaction.gasLimit) };
}

function* programs() {
  for (const group of ["main", "micro"]) {
    for (const file of files(path.join(archives, "evm-benchmarks", "benchmarks", group))) {
      for (const [name, test] of Object.entries(JSON.parse(fs.readFileSync(file, "utf8")))) {
        for (const { indexes } of test.post.London) {
          const of = test.transaction;
          const label = test._info.labels?.[indexes.data] ?? indexes.data;
          yield programOf(group, `${name} ${label}`, test.pre, { sender: of.sender, to: of.to, data: of.data[indexes.data], gasLimit: of.gasLimit[indexes.gas] });
        }
      }
    }
  }

  // Of each benchmark that is one transaction, the one with 10 million gas.
  for (const file of files(path.join(archives, "eest-benchmark-sample"))) {
    if (file.includes("selfdestruct")) continue; // its contracts are gone after the first call
    for (const [name, test] of Object.entries(JSON.parse(fs.readFileSync(file, "utf8")))) {
      const transactions = test.blocks.flatMap((block) => block.transactions ?? []);
      if (!name.includes("benchmark-gas-value_10M") || transactions.length !== 1 || !transactions[0].to) continue;
      yield programOf("sample", path.basename(file, ".json"), test.pre, transactions[0]);
    }
  }
}

// Where COMPILED_AFTER says how much gas a byte of code burns before cosd compiles it, burns that, and leaves the compiler some time.
async function compile(program, body, gas) {
  const target = Number(process.env.COMPILED_AFTER ?? 0) * (program.accounts[program.to]?.code.length ?? 0) / 2;
  for (let burnt = 0; burnt < target; burnt += gas) await timed(cosd, body);
  if (target > 0) await new Promise((done) => setTimeout(done, 3000));
}

const rows = [];
let differ = 0;
for (const program of programs()) {
  if (!`${program.group} ${program.name}`.includes(filter)) continue;
  try {
    const once = await timed(cosd, requestOf(program, program.to, 1));
    const times = Math.max(1, Math.min(20_000, Math.floor(gasOfSample / Number(once.gas))));
    const whole = requestOf(program, program.to, times);
    const empty = requestOf(program, idle, times);
    await compile(program, whole, Number(once.gas) * times);
    const best = new Map([anvil, cosd].map((url) => [url, { whole: Infinity, empty: Infinity }]));
    // One round more, not counted, to warm up.
    for (let round = -1; round < rounds; round++) {
      const answers = [];
      for (const url of [anvil, cosd]) {
        const [a, b] = [await timed(url, whole), await timed(url, empty)];
        answers.push(a);
        if (round < 0) continue;
        const times = best.get(url);
        times.whole = Math.min(times.whole, a.milliseconds);
        times.empty = Math.min(times.empty, b.milliseconds);
      }

      if (answers[0].result !== answers[1].result) {
        differ++;
        console.log(`DIFFERS: ${program.name}: calls ${answers.map((a) => a.calls)}, gas ${answers.map((a) => a.gas)}, output equal: ${answers[0].result.slice(130) === answers[1].result.slice(130)}`);
        break;
      }
    }

    const [theirs, ours] = [anvil, cosd].map((url) => (best.get(url).whole - best.get(url).empty) / times);
    rows.push({ ...program, burnt: Number(once.gas), theirs, ours });
  } catch (error) {
    differ++;
    console.log(`FAILED: ${program.name}: ${error.message}`);
  }
}

const time = (milliseconds) => milliseconds >= 1 ? `${milliseconds.toFixed(2)} ms` : `${(1000 * milliseconds).toFixed(2)} µs`;
console.log("| program | gas | anvil | cosd | cosd Mgas/s | ratio |\n|---|---:|---:|---:|---:|---:|");
for (const row of rows) console.log(`| ${row.name} | ${row.burnt} | ${time(row.theirs)} | ${time(row.ours)} | ${(row.burnt / row.ours / 1000).toFixed(0)} | ${(row.theirs / row.ours).toFixed(2)} |`);
for (const group of ["main", "micro", "sample"]) {
  const ratios = rows.filter((row) => row.group === group).map((row) => Math.log(row.theirs / row.ours));
  if (ratios.length) console.log(`| **${group}: geometric mean of ${ratios.length}** | | | | | **${Math.exp(ratios.reduce((a, b) => a + b) / ratios.length).toFixed(2)}** |`);
}

for (const agent of agents.values()) agent.destroy();
process.exitCode = differ ? 1 : 0;
