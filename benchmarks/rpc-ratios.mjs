// Prints medians of two rpc-load outputs side by side: node rpc-ratios.mjs ANVIL.jsonl COSD.jsonl
import fs from "node:fs";

const [theirs, ours] = process.argv.slice(2).map((path) => fs.readFileSync(path, "utf8").trim().split("\n").map((line) => JSON.parse(line)));
const median = (values) => values.filter((v) => v !== undefined && v !== null).sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
const rows = [];
for (const kind of ["transfer", "erc20"]) {
  for (const figure of ["accept_tps", "mined_tps"]) rows.push([`${kind} ${figure}`, (run) => run[kind]?.[figure]]);
  rows.push([`${kind} server µs a transaction`, (run) => run[kind]?.cpu_total?.server_us_per_tx]);
}
for (const name of Object.keys(ours[0].reads ?? {}).filter((name) => ours[0].reads[name].rps)) {
  rows.push([`${name} rps`, (run) => run.reads?.[name]?.rps]);
}

console.log("| figure | anvil | cosd | ratio |\n|---|---:|---:|---:|");
for (const [name, read] of rows) {
  const [a, b] = [median(theirs.map(read)), median(ours.map(read))];
  if (a !== undefined && b !== undefined) console.log(`| ${name} | ${a} | ${b} | ${(b / a).toFixed(2)} |`);
}
for (const [who, runs] of [["anvil", theirs], ["cosd", ours]]) {
  const bad = runs.flatMap((run) => ["transfer", "erc20"].filter((kind) => run[kind] && !run[kind].verified));
  if (bad.length) console.log(`NOT VERIFIED: ${who} ${bad.join(", ")}`);
}
