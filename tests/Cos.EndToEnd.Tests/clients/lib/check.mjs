// Named checks: a failure says which fact was wrong, what it was and what it should be, and ends the flow.
import { isDeepStrictEqual } from "node:util";

let checks = 0;

const show = (value) => JSON.stringify(value, (_, v) => (typeof v === "bigint" ? `${v}n` : v)) ?? String(value);

export function equal(what, actual, expected) {
  checks++;
  if (!isDeepStrictEqual(actual, expected)) throw new Error(`${what}: got ${show(actual)}, expected ${show(expected)}`);
}

export function holds(what, condition, seen = undefined) {
  checks++;
  if (!condition) throw new Error(seen === undefined ? what : `${what}: got ${show(seen)}`);
}

/** The call must fail; returns the error for a closer look. */
export async function refused(what, call) {
  checks++;
  let value;
  try {
    value = await call();
  } catch (error) {
    return error;
  }
  throw new Error(`${what}: was not refused, got ${show(value)}`);
}

/** Waits for a condition, asking again every 50 ms. */
export async function eventually(what, condition, milliseconds = 20_000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`${what}: not within ${milliseconds} ms`);
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

/** A promise that must settle in time. */
export function within(what, promise, milliseconds = 20_000) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/**
 * Runs the steps in order; prints each name, then the number of checks; exits non-zero at the first failure
 * (with COS_KEEP_GOING=1 only after the last step).
 */
export async function flow(name, steps) {
  let failed = 0;
  for (const [step, run] of Object.entries(steps)) {
    const start = Date.now();
    try {
      await run();
    } catch (error) {
      console.error(`FAILED ${name}: ${step}\n${error?.stack ?? error}`);
      if (process.env.COS_KEEP_GOING !== "1") process.exit(1);
      failed++;
      continue;
    }
    console.log(`ok ${name}: ${step} (${Date.now() - start} ms)`);
  }
  console.log(`${name}: ${checks} checks hold`);
  process.exit(failed === 0 ? 0 : 1);
}
