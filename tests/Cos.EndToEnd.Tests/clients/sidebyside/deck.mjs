// The transactions that both chains run: every kind of transaction, success and failure that a chain of today can hold.
import { createSign, generateKeyPairSync } from "node:crypto";
import { Interface, Wallet, ZeroHash, concat, getCreate2Address, getCreateAddress, id, keccak256, sha256, toBeHex, toQuantity, zeroPadValue } from "ethers";
import { assemble, deployer } from "../lib/assembler.mjs";
import { artifacts } from "../lib/artifacts.mjs";
import { account, chainId, priceFloor } from "../lib/env.mjs";

const contracts = artifacts();
const interfaces = Object.fromEntries(Object.entries(contracts).map(([name, { abi }]) => [name, new Interface(abi)]));
const gwei = 10n ** 9n;
export const stranger = "0x00000000000000000000000000000000005742A6";
export const create2Deployer = "0x4e59b44847b379578588920cA78FbF26c0B4956C";
const tokenUnit = 10n ** 18n;
const word = (value) => toBeHex(value, 32);
const precompile = (n) => zeroPadValue(toBeHex(n), 20);

/** Input of a contract's function. */
export const call = (contract, name, ...values) => interfaces[contract].encodeFunctionData(name, values);
/** Init code of a contract. */
export const init = (contract, ...values) => concat([contracts[contract].bytecode, interfaces[contract].encodeDeploy(values)]);

export class Deck {
  /** Rounds are sent one after the other, each when the one before is mined. */
  rounds = [[]];
  /** Addresses of what was created, by name. */
  at = {};
  /** name -> hash, in order. */
  hashes = new Map();
  /** name -> the same as the request of a call. */
  requests = new Map();
  wallets = Array.from({ length: 10 }, (_, n) => new Wallet(account(n).privateKey));
  nonces = Array(10).fill(0);

  async add(name, { from = 0, gas = 1_000_000n, type = 2, price = priceFloor * 3n, tip = gwei, ...fields }) {
    const fees = type < 2 ? { gasPrice: price } : { maxFeePerGas: price, maxPriorityFeePerGas: tip };
    const raw = await this.wallets[from].signTransaction({ type, chainId, nonce: this.nonces[from]++, gasLimit: gas, ...fees, ...fields });
    const hash = keccak256(raw);
    if (this.hashes.has(name)) throw new Error(`two transactions are called ${name}`);
    this.hashes.set(name, hash);
    this.requests.set(name, { from: this.wallets[from].address, to: fields.to, data: fields.data, value: toQuantity(fields.value ?? 0n), gas: toQuantity(gas), accessList: fields.accessList });
    this.rounds.at(-1).push({ name, raw, hash });
  }

  /** Creates a contract by a transaction and keeps its address under its name. */
  async create(name, data, fields = {}) {
    this.at[name] = getCreateAddress({ from: this.wallets[fields.from ?? 0].address, nonce: this.nonces[fields.from ?? 0] });
    await this.add(`create ${name}`, { data, gas: 5_000_000n, ...fields });
  }

  round() {
    this.rounds.push([]);
  }

  authorize(n, address, nonce, fields = {}) {
    return this.wallets[n].authorizeSync({ address, nonce, chainId, ...fields });
  }
}

export async function shuffle() {
  const deck = new Deck();
  const { at } = deck;
  for (const [name, values] of Object.entries({ Failures: [], Emitter: [], Factory: [], Caller: [], Slots: [], Facts: [], Probe: [], Wallet: [], Collectible: [], Token: ["Harbour", "HBR", 1000n * tokenUnit] })) {
    await deck.create(name, init(name, ...values));
  }
  deck.round();
  await transfers(deck);
  await failures(deck);
  await logs(deck);
  deck.round();
  await creations(deck);
  await storage(deck);
  deck.round();
  await calls(deck);
  await precompiles(deck);
  await tokens(deck);
  deck.round();
  await delegations(deck);
  await prices(deck);
  deck.round();
  await programs(deck);
  deck.round();
  await afterwards(deck);
  await deck.add("learn the surroundings", { to: at.Facts, data: call("Facts", "learn"), value: 5n, gas: 3_000_000n });
  await deck.add("learn the surroundings again", { to: at.Facts, data: call("Facts", "learn"), gas: 3_000_000n, type: 0 });
  return deck;
}

async function transfers(deck) {
  const { at, wallets } = deck;
  for (const type of [0, 1, 2]) await deck.add(`transfer of type ${type}`, { from: 1, to: stranger, value: 5n, gas: 21_000n, type });
  await deck.add("transfer of nothing", { from: 1, to: stranger, gas: 21_000n });
  await deck.add("transfer of nothing to an empty account", { from: 1, to: "0x00000000000000000000000000000000000e0e0e", gas: 21_000n });
  await deck.add("transfer to oneself", { from: 1, to: wallets[1].address, value: 10n ** 18n, gas: 21_000n });
  await deck.add("transfer with more gas than needed", { from: 1, to: stranger, value: 1n });
  await deck.add("transfer with data", { from: 1, to: stranger, value: 1n, data: "0x00010203" });
  await deck.add("value to a contract that takes it", { from: 1, to: at.Probe, value: 12n });
  await deck.add("value to a contract that notes it", { from: 1, to: at.Caller, value: 13n });
  await deck.add("value to a contract without receive", { from: 1, to: at.Failures, value: 14n });
  await deck.add("value to a function that is not payable", { from: 1, to: at.Failures, value: 15n, data: call("Failures", "refuseSilently") });
  await deck.add("a selector that nobody knows", { from: 1, to: at.Failures, data: "0xdeadbeef" });
  await deck.add("call data cut short", { from: 1, to: at.Failures, data: call("Failures", "panic", 1n).slice(0, 40) });
  await deck.add("everything but the fee's worth", { from: 1, to: stranger, value: 999_990n * tokenUnit, gas: 21_000n });
  await deck.add("with an access list", { from: 1, to: stranger, gas: 100_000n, type: 1, accessList: [{ address: at.Probe, storageKeys: [word(0), word(1)] }, { address: stranger, storageKeys: [] }] });
  await deck.add("with an access list of one slot twice", { from: 1, to: at.Probe, value: 1n, gas: 100_000n, accessList: [{ address: at.Probe, storageKeys: [word(1), word(1)] }, { address: at.Probe, storageKeys: [word(1)] }] });
}

async function failures(deck) {
  const { at } = deck;
  const send = (name, data, fields = {}) => deck.add(name, { from: 2, to: at.Failures, data, ...fields });
  await send("a success", call("Failures", "succeed"), { value: 3n });
  await send("a reason", call("Failures", "refuse", "not today"));
  await send("an empty reason", call("Failures", "refuse", ""));
  await send("a long reason", call("Failures", "refuse", "as long as a reason may be ".repeat(20)));
  await send("a reason in many scripts", call("Failures", "refuse", "čšž ✓ 不可"));
  await send("no reason", call("Failures", "refuseSilently"));
  await send("a plain error", call("Failures", "refusePlain"));
  await send("a detailed error", call("Failures", "refuseDetailed", 7n, "words", "0x0102"));
  for (const [name, raw] of Object.entries(rawReverts)) await send(`revert data: ${name}`, call("Failures", "refuseRaw", raw));
  for (const code of panics) await send(`panic ${code}`, call("Failures", "panic", code));
  await send("the invalid instruction", call("Failures", "invalid"), { gas: 100_000n });
  await send("out of gas", call("Failures", "burnGas"), { gas: 200_000n });
  await send("just enough gas to begin", call("Failures", "succeed"), { gas: 21_200n });
  await send("exactly the intrinsic gas", "0x01", { gas: 21_040n });
}

/** Panic codes that Solidity makes. */
export const panics = [0x01, 0x11, 0x12, 0x21, 0x31, 0x32, 0x41, 0x51];

/** Revert data that is not quite what Solidity makes. */
export const rawReverts = {
  "one byte": "0x01",
  "a selector alone": "0x08c379a0",
  "Error without a text": concat(["0x08c379a0", word(32)]),
  "Error with a length too great": concat(["0x08c379a0", word(32), word(1000), word(0)]),
  "Error at an odd place": concat(["0x08c379a0", word(64), word(0), word(2), "0x6869".padEnd(66, "0")]),
  "Error that is not UTF-8": concat(["0x08c379a0", word(32), word(2), "0xc3c3".padEnd(66, "0")]),
  "Panic of an unknown code": concat(["0x4e487b71", word(0x77)]),
  "Panic without a code": "0x4e487b71",
  "Panic of a huge code": concat(["0x4e487b71", word(2n ** 255n)]),
  "a thousand bytes": `0x${"ab".repeat(1000)}`,
};

async function logs(deck) {
  const { at } = deck;
  const send = (name, data, fields = {}) => deck.add(name, { from: 3, to: at.Emitter, data, ...fields });
  await send("logs of every shape", call("Emitter", "emitAll", 42n));
  await send("logs of every shape again", call("Emitter", "emitAll", 43n), { type: 0 });
  await send("a hundred logs", call("Emitter", "emitMany", 100n));
  await send("no logs", call("Emitter", "emitMany", 0n));
  await send("a big log", call("Emitter", "emitBig", 20_000n), { gas: 2_000_000n });
  await send("a log undone", call("Emitter", "emitAndRefuse"));
  await send("logs around a failure", call("Emitter", "emitAroundFailure"));
  await deck.add("a log from a contract below", { from: 3, to: at.Caller, data: call("Caller", "forward", at.Emitter, call("Emitter", "emitAll", 44n), 0n) });
  await deck.add("a log by a borrowed contract", { from: 3, to: at.Caller, data: call("Caller", "borrow", at.Emitter, call("Emitter", "emitAll", 45n)) });
  await deck.add("a log where none may be", { from: 3, to: at.Caller, data: call("Caller", "look", at.Emitter, call("Emitter", "emitAll", 46n)) });
}

async function creations(deck) {
  const { at } = deck;
  const send = (name, data, fields = {}) => deck.add(name, { from: 4, to: at.Factory, data, gas: 3_000_000n, ...fields });
  const childInit = (number) => init("Child", number);
  const create = (name, source, fields = {}) => deck.create(name, assemble(source), { from: 4, ...fields });
  await deck.create("Child", childInit(1n), { from: 4 });
  await deck.create("Child with value", childInit(2n), { from: 4, value: 77n });
  await deck.create("Child refused", childInit(13n), { from: 4 });
  await deck.create("Emitter with value", init("Emitter"), { from: 4, value: 1n });
  await create("empty code", "PUSH0 PUSH0 RETURN");
  await create("no init code", "");
  await create("code with 0xef", "0xef PUSH0 MSTORE8 0x01 PUSH0 RETURN");
  await create("code too large", "0x6001 PUSH0 RETURN", { gas: 8_000_000n });
  await create("code of the greatest size", "0x6000 PUSH0 RETURN", { gas: 8_000_000n });
  await create("code that cannot be paid", "0x2000 PUSH0 RETURN", { gas: 200_000n });
  await create("invalid init code", "INVALID", { gas: 100_000n });
  await create("reverting init code", "0x2a PUSH0 MSTORE 0x20 PUSH0 REVERT");
  await create("suicidal init code", "CALLER SELFDESTRUCT", { value: 9n });
  await create("init code that stores and logs", "0x01 PUSH0 SSTORE 0x2a PUSH0 PUSH0 LOG1 ADDRESS PUSH0 MSTORE 0x20 PUSH0 RETURN");
  await deck.create("init code of the greatest size", `0x${"5b".repeat(49_151)}00`, { from: 4, gas: 4_000_000n });
  await send("make a child", call("Factory", "make", 5n));
  await send("make a child with value", call("Factory", "make", 6n), { value: 60n });
  await send("fail to make a child", call("Factory", "make", 13n));
  await send("catch a child's refusal", call("Factory", "tryMake", 13n));
  await send("try and make a child", call("Factory", "tryMake", 14n));
  await send("make a salted child", call("Factory", "makeSalted", 7n, id("salt")), { value: 70n });
  await send("make the same salted child again", call("Factory", "makeSalted", 7n, id("salt")));
  await send("make a child of raw code", call("Factory", "makeRaw", childInit(8n)));
  await send("make a child of invalid code", call("Factory", "makeRaw", "0xfe"), { gas: 500_000n });
  await send("make a child of nothing", call("Factory", "makeRaw", "0x"));
  await send("make a child with more value than there is", call("Factory", "makeRaw", childInit(8n)), { value: 0n });
  await send("make a salted child of raw code", call("Factory", "makeRawSalted", childInit(9n), ZeroHash));
  await send("make a salted child where one is", call("Factory", "makeRawSalted", childInit(9n), ZeroHash), { gas: 500_000n });
  await send("make a child with 0xef", call("Factory", "makeRawSalted", assemble("0xef PUSH0 MSTORE8 0x01 PUSH0 RETURN"), ZeroHash), { gas: 500_000n });
  await send("make a child with too large code", call("Factory", "makeRaw", assemble("0x6001 PUSH0 RETURN")), { gas: 7_000_000n });
  await send("make a child of too large init code", call("Factory", "makeRaw", `0x${"00".repeat(49_153)}`), { gas: 3_000_000n });
  await send("make and kill a child", call("Factory", "makeAndKill", 10n, stranger), { value: 100n });
  await send("make and kill a child that is its own heir", call("Factory", "makeAndKill", 11n, getCreateAddress({ from: at.Factory, nonce: 9 })), { value: 100n });
  const child = init("Child", 99n);
  at["proxied Child"] = getCreate2Address(create2Deployer, id("proxied"), keccak256(child));
  await deck.add("create2 by the deployer that is everywhere", { from: 4, to: create2Deployer, data: concat([id("proxied"), child]) });
  await deck.add("create2 by the deployer, twice", { from: 4, to: create2Deployer, data: concat([id("proxied"), child]) });
  await deck.add("send to a child", { from: 4, to: at.Child, value: 500n });
  await deck.add("a child dies late", { from: 4, to: at.Child, data: call("Child", "die", stranger) });
  await deck.add("a dead child is called", { from: 4, to: at.Child, data: call("Child", "number") });
  await deck.add("a child dies for itself", { from: 4, to: at["Child with value"], data: call("Child", "die", at["Child with value"]) });
}

async function storage(deck) {
  const { at } = deck;
  const send = (name, data, fields = {}) => deck.add(name, { from: 5, to: at.Slots, data, ...fields });
  const set = (...values) => call("Slots", "set", ...values);
  await send("set ten slots", set(0n, 10n, 1n));
  await send("set them to the same", set(0n, 10n, 1n));
  await send("set them to another", set(0n, 10n, 2n));
  await send("clear them for a refund", set(0n, 10n, 0n));
  await send("clear what is clear", set(0n, 10n, 0n));
  await send("clear and set in one transaction", call("Slots", "bounce", 5n));
  await send("a hundred slots", set(100n, 100n, 2n ** 256n - 1n), { gas: 4_000_000n });
  await send("a hundred slots cleared", set(100n, 100n, 0n), { gas: 4_000_000n });
  await send("transient storage", call("Slots", "hold", 40n));
  await send("transient storage is gone", call("Slots", "hold", 50n));
  await send("nothing stays", call("Slots", "setAndRefuse", 77n));
  await send("out of gas among stores", set(200n, 100n, 1n), { gas: 500_000n });
  await send("below the stipend a store needs", set(300n, 1n, 1n), { gas: 24_600n });
  await send("a guarded call", call("Slots", "guarded", at.Failures, call("Failures", "succeed")));
  await send("a guarded call that enters again", call("Slots", "guarded", at.Slots, call("Slots", "guarded", at.Slots, "0x")));
  const slot = (key) => keccak256(concat([word(key), word(0)]));
  await send("with slots of the access list", set(0n, 3n, 3n), { accessList: [{ address: at.Slots, storageKeys: [slot(0), slot(1), slot(2)] }] });
}

async function calls(deck) {
  const { at } = deck;
  const send = (name, data, fields = {}) => deck.add(name, { from: 6, to: at.Caller, data, ...fields });
  const forward = (to, data, gas = 0n) => call("Caller", "forward", to, data, gas);
  await send("forward to a success", forward(at.Failures, call("Failures", "succeed")), { value: 4n });
  await send("forward to a reason", forward(at.Failures, call("Failures", "refuse", "below")));
  await send("forward to no reason", forward(at.Failures, call("Failures", "refuseSilently")));
  await send("forward to an error", forward(at.Failures, call("Failures", "refuseDetailed", 1n, "x", "0x")));
  await send("forward to a panic", forward(at.Failures, call("Failures", "panic", 0x12)));
  await send("forward to an invalid instruction", forward(at.Failures, call("Failures", "invalid")), { gas: 500_000n });
  await send("forward to a burner", forward(at.Failures, call("Failures", "burnGas")), { gas: 500_000n });
  await send("forward with little gas", forward(at.Failures, call("Failures", "succeed"), 2_000n));
  await send("forward with all gas but a 64th", forward(at.Failures, call("Failures", "succeed"), 10n ** 12n), { gas: 200_000n });
  await send("forward to an account without code", forward(stranger, "0x01020304"));
  await send("forward value to an account that is not there", forward("0x00000000000000000000000000000000000f0f0f", "0x"), { value: 1n });
  await send("forward to an account that is not there", forward("0x00000000000000000000000000000000000f0f0e", "0x"));
  await send("forward to itself", forward(at.Caller, forward(at.Caller, forward(at.Caller, "0x"))), { value: 2n });
  await send("look at a pure function", call("Caller", "look", at.Failures, call("Failures", "refusePlain")));
  await send("look at a writer", call("Caller", "look", at.Failures, call("Failures", "succeed")), { gas: 500_000n });
  await send("look at one who creates", call("Caller", "look", at.Factory, call("Factory", "make", 1n)), { gas: 500_000n });
  await send("look at one who sends", call("Caller", "look", at.Caller, forward(stranger, "0x")), { gas: 500_000n });
  await send("borrow code that writes", call("Caller", "borrow", at.Caller, call("Caller", "setLast", 33n)));
  await send("borrow code that dies", call("Caller", "borrow", at["Child with value"], call("Child", "die", stranger)));
  await send("borrow code that refuses", call("Caller", "borrow", at.Failures, call("Failures", "refuse", "borrowed")));
  await send("borrow code the old way", call("Caller", "borrowOld", at.Caller, call("Caller", "setLast", 34n)), { value: 3n });
  await send("borrow from no code", call("Caller", "borrow", stranger, "0x"));
  await send("dive a little", call("Caller", "dive", 5n));
  await send("dive deep", call("Caller", "dive", 40n), { gas: 5_000_000n });
  await send("sink", call("Caller", "sink", 100n), { gas: 8_000_000n });
  await send("sink until the gas is gone", call("Caller", "sink", 5_000n), { gas: 16_000_000n });
}

async function precompiles(deck) {
  const { at } = deck;
  for (const [name, [n, input]] of Object.entries(precompileInputs)) {
    await deck.add(`precompile: ${name}`, { from: 7, to: at.Caller, data: call("Caller", "forward", precompile(n), input, 0n), gas: 500_000n });
  }
  await deck.add("a precompile by a transaction", { from: 7, to: precompile(2), data: "0x616263", value: 1n });
  await deck.add("a failing precompile by a transaction", { from: 7, to: precompile(6), data: `0x${"ff".repeat(128)}`, gas: 100_000n });
  await deck.add("a precompile without its gas", { from: 7, to: precompile(8), data: "0x", gas: 40_000n });
  await deck.add("the history of block hashes by anyone", { from: 7, to: "0x0000F90827F1C53a10cb7A02335B175320002935", data: word(1_000_000n), gas: 100_000n });
}

/** name -> number and input. */
export const precompileInputs = {
  "ecrecover": [1, concat([id("message"), word(28), word(0x6b8d2c81b11b2d699528dde488dbdf2f94293d0d33c32e347f255fa4a6c1f0a9n), word(0x3b8d2c81b11b2d699528dde488dbdf2f94293d0d33c32e347f255fa4a6c1f0a9n)])],
  "ecrecover of nonsense": [1, `0x${"11".repeat(128)}`],
  "sha256": [2, "0x616263"],
  "ripemd160": [3, "0x616263"],
  "identity": [4, "0x00010203040506"],
  "modexp": [5, concat([word(1), word(2), word(1), "0x03", "0xffff", "0x07"])],
  "modexp of 256 bytes": [5, concat([word(256), word(3), word(256), `0x${"a5".repeat(256)}`, "0x010001", `0x${"f1".repeat(256)}`])],
  "modexp too long": [5, concat([word(1025), word(1), word(1)])],
  "modexp of nothing": [5, "0x"],
  "bn254 add": [6, concat([word(1), word(2), word(1), word(2)])],
  "bn254 add off the curve": [6, concat([word(1), word(1), word(1), word(2)])],
  "bn254 mul": [7, concat([word(1), word(2), word(2n ** 200n + 3n)])],
  "bn254 pairing of nothing": [8, "0x"],
  "bn254 pairing of an odd length": [8, "0x00"],
  "blake2f": [9, concat(["0x0000000c", `0x${"48c9bdf267e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5d182e6ad7f520e511f6c3e2b8c68059b6bbd41fbabd9831f79217e1319cde05b".padEnd(128, "0")}`, `0x${"616263".padEnd(256, "0")}`, "0x0300000000000000", "0x0000000000000000", "0x01"])],
  "blake2f of a wrong length": [9, "0x0000000c"],
  "point evaluation of nonsense": [10, `0x${"01".repeat(192)}`],
  "BLS12-381 G1 add of infinities": [11, `0x${"00".repeat(256)}`],
  "BLS12-381 G1 add of a wrong length": [11, "0x00"],
  "BLS12-381 G1 MSM": [12, `0x${"00".repeat(160)}`],
  "BLS12-381 G2 add": [13, `0x${"00".repeat(512)}`],
  "BLS12-381 G2 MSM": [14, `0x${"00".repeat(288)}`],
  "BLS12-381 pairing": [15, `0x${"00".repeat(384)}`],
  "BLS12-381 map to G1": [16, word(0) + word(5).slice(2)],
  "BLS12-381 map to G2": [17, `0x${"00".repeat(128)}`],
  "no precompile at 0x12": [18, "0x0102"],
  "P-256": [256, signedByP256()],
  "P-256 of nonsense": [256, `0x${"22".repeat(160)}`],
  "P-256 cut short": [256, "0x22"],
};

function signedByP256() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const message = Buffer.from("side by side");
  const signature = createSign("sha256").update(message).sign({ key: privateKey, dsaEncoding: "ieee-p1363" });
  const { x, y } = publicKey.export({ format: "jwk" });
  const hex = (bytes) => `0x${bytes.toString("hex")}`;
  return concat([sha256(message), hex(signature), hex(Buffer.from(x, "base64url")), hex(Buffer.from(y, "base64url"))]);
}

async function tokens(deck) {
  const { at, wallets } = deck;
  const send = (name, to, data, fields = {}) => deck.add(name, { from: 0, to, data, gas: 300_000n, ...fields });
  const token = (name, ...values) => call("Token", name, ...values);
  const [me, friend, spender] = wallets.map((wallet) => wallet.address);
  await send("token: transfer", at.Token, token("transfer", friend, 5n * tokenUnit));
  await send("token: transfer to itself", at.Token, token("transfer", me, 1n));
  await send("token: transfer of nothing", at.Token, token("transfer", friend, 0n));
  await send("token: transfer of too much", at.Token, token("transfer", friend, 10n ** 30n));
  await send("token: transfer to nobody", at.Token, token("transfer", precompile(0), 1n));
  await send("token: approve", at.Token, token("approve", spender, 50n));
  await send("token: spend", at.Token, token("transferFrom", me, friend, 20n), { from: 2 });
  await send("token: spend all that is left", at.Token, token("transferFrom", me, friend, 30n), { from: 2 });
  await send("token: spend too much", at.Token, token("transferFrom", me, friend, 1n), { from: 2 });
  await send("token: approve without end", at.Token, token("approve", spender, 2n ** 256n - 1n));
  await send("token: spend without end", at.Token, token("transferFrom", me, friend, 1n), { from: 2 });
  await send("collectible: mint", at.Collectible, call("Collectible", "mint", me));
  await send("collectible: mint another", at.Collectible, call("Collectible", "mint", friend));
  await send("collectible: transfer", at.Collectible, call("Collectible", "transferFrom", me, friend, 1n));
  await send("collectible: transfer what is another's", at.Collectible, call("Collectible", "transferFrom", me, friend, 2n));
  await send("collectible: safely to a contract that cannot", at.Collectible, call("Collectible", "safeTransferFrom(address,address,uint256)", friend, at.Probe, 2n), { from: 1 });
  await send("collectible: approve for all", at.Collectible, call("Collectible", "setApprovalForAll", spender, true));
}

async function delegations(deck) {
  const { at, wallets } = deck;
  const send = (name, fields) => deck.add(name, { from: 0, type: 4, gas: 500_000n, ...fields });
  const [authority, other] = [8, 9];
  const to = wallets[authority].address;
  const batch = call("Wallet", "execute", [[stranger, 1n, "0x"], [at.Probe, 0n, call("Probe", "store", 900n, 1n, "by a delegate")]]);
  await send("delegate and call", { to, data: batch, authorizationList: [deck.authorize(authority, at.Wallet, 0)] });
  deck.nonces[authority] = 1; // its authorization used up nonce 0
  await deck.add("call a delegate", { from: 0, to, data: batch });
  await deck.add("value to a delegate that does not take it", { from: 0, to, value: 5n });
  await deck.add("forward to a delegate", { from: 0, to: at.Caller, data: call("Caller", "forward", to, batch, 0n) });
  await deck.add("a delegate sends by itself", { from: authority, to, data: batch });
  await send("an authorization of an old nonce", { to: stranger, authorizationList: [deck.authorize(authority, at.Probe, 0)] });
  await send("an authorization of a nonce to come", { to: stranger, authorizationList: [deck.authorize(authority, at.Probe, 90)] });
  await send("an authorization for another chain", { to: stranger, authorizationList: [deck.authorize(authority, at.Probe, 2, { chainId: 1 })] });
  await send("an authorization for all chains", { to: stranger, authorizationList: [deck.authorize(other, at.Facts, 0, { chainId: 0 })] });
  await send("two authorizations of one account", { to: stranger, authorizationList: [deck.authorize(other, at.Probe, 1), deck.authorize(other, at.Caller, 2)] });
  await send("an authorization twice", { to: wallets[other].address, value: 3n, authorizationList: [deck.authorize(other, at.Caller, 3), deck.authorize(other, at.Caller, 3)] });
  await send("a delegation to a delegate", { to: wallets[other].address, authorizationList: [deck.authorize(other, to, 4)] });
  await send("a delegation to a precompile", { to: wallets[other].address, data: "0x0102", authorizationList: [deck.authorize(other, precompile(4), 5)] });
  await send("a delegation undone", { to: wallets[other].address, authorizationList: [deck.authorize(other, precompile(0), 6)] });
  await send("a delegation that reverts below", { to: at.Failures, data: call("Failures", "refuse", "but delegated"), authorizationList: [deck.authorize(other, at.Wallet, 7)] });
  await send("an authorization without the gas to run", { to: at.Failures, data: call("Failures", "burnGas"), gas: 60_000n, authorizationList: [deck.authorize(other, at.Wallet, 8)] });
  await send("one's own authorization", { from: 3, to: stranger, authorizationList: [deck.authorize(3, at.Wallet, deck.nonces[3] + 1)] });
  deck.nonces[3]++;
  await send("an authorization and an access list", { to: stranger, accessList: [{ address: at.Probe, storageKeys: [word(0)] }], authorizationList: [deck.authorize(other, at.Probe, 9)] });
}

async function prices(deck) {
  const { at } = deck;
  const bytes = (size, value = "11") => `0x${value.repeat(size)}`;
  await deck.add("the floor of call data", { from: 1, to: stranger, data: bytes(1000), gas: 61_000n });
  await deck.add("the floor of zero call data", { from: 1, to: stranger, data: bytes(1000, "00"), gas: 31_000n });
  await deck.add("much call data", { from: 1, to: stranger, data: bytes(50_000), gas: 2_100_000n });
  await deck.add("as much call data as fits", { from: 1, to: stranger, data: bytes(120_000), gas: 5_000_000n });
  await deck.add("call data for a contract that works", { from: 1, to: at.Slots, data: concat([call("Slots", "set", 400n, 40n, 1n), bytes(2000)]), gas: 2_000_000n });
  await deck.add("call data for a refund below the floor", { from: 1, to: at.Slots, data: concat([call("Slots", "set", 400n, 40n, 0n), bytes(9000)]), gas: 2_000_000n });
  await deck.add("a tip of nothing", { from: 1, to: stranger, value: 1n, tip: 0n });
  await deck.add("a tip as high as the price", { from: 1, to: stranger, value: 1n, tip: priceFloor * 3n });
  await deck.add("a price at the floor", { from: 1, to: stranger, value: 1n, type: 2, price: priceFloor * 2n, tip: 1n });
}

/** Programs that Solidity would not write: name -> source, and call data. */
export const programSources = {
  "stack underflow": ["ADD"],
  "stack overflow": ["a: 0x01 @a JUMP"],
  "jump into data": ["0x01 JUMP"],
  "jump into a push": ["0x04 JUMP 0x5b STOP"],
  "jump far away": ["0xffffffffffffffff JUMP"],
  "an unknown instruction": ["#0c"],
  "an unknown instruction of the future": ["#21"],
  "runs off the end": ["0x01 0x02 ADD"],
  "a push cut short": ["#7f01"],
  "memory too far": ["0x01 0xffffffffff MSTORE"],
  "memory beyond 64 bits": ["0x01 0x010000000000000000 MSTORE"],
  "memory of a megabyte": ["0x01 0x100000 MSTORE MSIZE PUSH0 MSTORE 0x20 PUSH0 RETURN"],
  "return data out of bounds": ["0x20 PUSH0 PUSH0 RETURNDATACOPY"],
  "return of nothing far away": ["PUSH0 0xffffffffffffffffffff RETURN"],
  "log in a huge memory": ["0xffffffff PUSH0 LOG0"],
  "arithmetic": ["0x03 PUSH0 NOT SDIV 0x07 PUSH0 NOT SMOD ADD 0x02 0x0100 EXP ADD PUSH0 SSTORE 0x0a 0x0b 0x0c MULMOD 0x01 SSTORE 0x7f PUSH0 SIGNEXTEND CLZ 0x02 SSTORE 0xff 0x04 SAR 0x03 SSTORE"],
  "division by zero": ["PUSH0 0x05 DIV PUSH0 0x05 MOD ADD PUSH0 0x01 0x02 ADDMOD ADD PUSH0 SSTORE"],
  "keccak and copies": ["0x20 PUSH0 PUSH0 CODECOPY 0x40 PUSH0 0x20 MCOPY 0x60 PUSH0 KECCAK256 PUSH0 SSTORE CALLDATASIZE PUSH0 PUSH0 CALLDATACOPY 0x40 PUSH0 RETURN", "0x0102030405"],
  "its own code": ["0x40 PUSH0 PUSH0 ADDRESS EXTCODECOPY ADDRESS EXTCODEHASH 0x40 MSTORE ADDRESS EXTCODESIZE 0x60 MSTORE 0x80 PUSH0 RETURN"],
  "a call with value it has not": ["PUSH0 PUSH0 PUSH0 PUSH0 0xffffffffffffffff CALLER GAS CALL PUSH0 SSTORE"],
  "a call of a cold account": ["PUSH0 PUSH0 PUSH0 PUSH0 PUSH0 0xdeadbeef PUSH0 CALL POP PUSH0 PUSH0 PUSH0 PUSH0 PUSH0 0xdeadbeef PUSH0 CALL PUSH0 SSTORE"],
  "balances cold and warm": ["CALLER BALANCE 0xdeadbeef BALANCE 0xdeadbeef BALANCE ADD ADD POP SELFBALANCE PUSH0 SSTORE"],
  "a store after little gas": ["0x01 PUSH0 SSTORE 0x02 PUSH0 SSTORE PUSH0 PUSH0 SSTORE PUSH0 SLOAD POP"],
  "a store in a static call": ["PUSH0 PUSH0 PUSH0 PUSH0 ADDRESS 0xffff STATICCALL PUSH0 SSTORE"],
  "a revert that returns memory": ["0x2a PUSH0 MSTORE 0x20 PUSH0 REVERT"],
  "a revert of a huge memory": ["0xffffffffff PUSH0 REVERT"],
  "logs of all counts": ["0x04 0x03 0x02 0x01 0x20 PUSH0 LOG4 0x03 0x02 0x01 0x20 PUSH0 LOG3 0x02 0x01 0x20 PUSH0 LOG2 0x01 0x20 PUSH0 LOG1 0x20 PUSH0 LOG0"],
  "transient storage": ["0x07 PUSH0 TSTORE PUSH0 TLOAD PUSH0 SSTORE"],
  "gas left over": ["GAS PUSH0 MSTORE GAS 0x20 MSTORE PC 0x40 MSTORE MSIZE 0x60 MSTORE 0x80 PUSH0 LOG0"],
  "a loop of ten thousand": ["0x2710 a: 0x01 SWAP1 SUB DUP1 @a JUMPI"],
  "dies for its caller": ["CALLER SELFDESTRUCT"],
  "creates until the depth ends": ["CODESIZE PUSH0 PUSH0 CODECOPY CODESIZE PUSH0 PUSH0 CREATE PUSH0 SSTORE"],
  "calls itself until the gas ends": ["PUSH0 PUSH0 PUSH0 PUSH0 PUSH0 ADDRESS GAS CALL PUSH0 SLOAD ADD 0x01 ADD PUSH0 SSTORE"],
};

async function programs(deck) {
  for (const [name, [source]] of Object.entries(programSources)) await deck.create(name, deployer(assemble(source)), { from: 2 });
  for (const [name, [, data = "0x"]] of Object.entries(programSources)) await deck.add(`run: ${name}`, { from: 2, to: deck.at[name], data, gas: 400_000n });
}

async function afterwards(deck) {
  const { at } = deck;
  await deck.add("after everything a store", { to: at.Probe, data: call("Probe", "store", 1n, 2n, "the end") });
  await deck.add("after everything many stores", { to: at.Probe, data: call("Probe", "storeMany", 10n, 20n) });
  await deck.add("after everything a refusal", { to: at.Probe, data: call("Probe", "requireAtLeast", 1n) });
}
