// Compiles contracts/ once (out/artifacts.json) and hands out { abi, bytecode } by name.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const cached = join(root, "out", "artifacts.json");

export function artifacts() {
  const sources = {};
  for (const file of readdirSync(join(root, "contracts")).sort()) sources[`contracts/${file}`] = { content: readFileSync(join(root, "contracts", file), "utf8") };
  const digest = createHash("sha256").update(JSON.stringify(sources)).digest("hex");
  try {
    const stored = JSON.parse(readFileSync(cached, "utf8"));
    if (stored.digest === digest) return stored.contracts;
  } catch {
    // not compiled yet
  }
  const contracts = compile(sources);
  mkdirSync(dirname(cached), { recursive: true });
  writeFileSync(`${cached}.${process.pid}`, JSON.stringify({ digest, contracts }));
  renameSync(`${cached}.${process.pid}`, cached);
  return contracts;
}

function compile(sources) {
  const solc = createRequire(import.meta.url)("solc");
  const input = {
    language: "Solidity",
    sources,
    settings: { optimizer: { enabled: true, runs: 200 }, evmVersion: "osaka", outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } },
  };
  const load = (path) => ({ contents: readFileSync(join(root, "node_modules", path), "utf8") });
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: load }));
  const errors = (output.errors ?? []).filter((e) => e.severity === "error");
  if (errors.length > 0) throw new Error(errors.map((e) => e.formattedMessage).join("\n"));
  const contracts = {};
  for (const path of Object.keys(sources)) {
    for (const [name, contract] of Object.entries(output.contracts[path])) contracts[name] = { abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}` };
  }
  return contracts;
}
