/**
 * `npm run bench -- hostile [part of a name …]`: one tenant, its customers and its systems send their worst input while
 * another tenant's customers chat with the built product. All traffic stays on this machine.
 */
import { writeResults } from "../write-results.ts";
import { type Attack, attacks } from "./attacks.ts";
import { startCounterpart } from "./counterpart.ts";
import { type AttackFigures, measureAttack } from "./measure-attack.ts";
import { makeScene } from "./scene.ts";

/** After blocking this long, the product may still be busy with the attack, which would distort the next one. */
const BUSY_MS = 10_000;

/** Prints the figures of each attack and writes them to bench-results/. Returns whether all of them met the goal. */
export async function runHostile(names: string[]): Promise<boolean> {
  const counterpart = await startCounterpart();
  let scene = await makeScene(counterpart);
  const figures: AttackFigures[] = [];
  try {
    for (const attack of chosen(names)) {
      const measured = await measureAttack(attack, scene);
      figures.push(measured);
      const { verdict, longestMs, status } = measured;
      console.log(`${verdict.padEnd(8)} ${String(longestMs).padStart(6)} ms  ${attack.name}: ${status}`);
      if (measured.longestMs < BUSY_MS && measured.failed === 0) continue;
      await scene.product.kill9();
      await scene.product.stop();
      scene = await makeScene(counterpart);
    }
  } finally {
    counterpart.close();
    await scene.product.stop();
  }
  console.table(figures);
  writeResults("hostile", figures);
  return figures.every(({ verdict }) => verdict === "ok");
}

function chosen(names: string[]): Attack[] {
  const found = attacks.filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)));
  if (found.length > 0) return found;
  throw new Error(`No attack matches. The attacks are:\n${attacks.map(({ name }) => name).join("\n")}`);
}
