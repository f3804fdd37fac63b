import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const alias = { "@": import.meta.dirname };
const exclude = ["node_modules/**", ".next/**", ".data/**", "e2e/**"];

const integration = {
  globalSetup: ["db/testing/global-setup.ts"],
  setupFiles: ["db/testing/test-database.ts"],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 15_000 } },
  // Real processes and databases can be too slow for a test on a busy machine. `npm test` names what is repeated.
  retry: 1,
  // Much of the time is spent waiting for the database, so fewer workers leave a core idle.
  maxWorkers: 4,
};

/** They take longest. Started last, they would each keep one worker busy while the others have nothing left to do. */
const SLOWEST =
  /\/(?:hostile-inputs|import|survival|ask-bot|verb-roles|live-inbox)(?:\.isolated)?\.integration\.test\.ts$/;

class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { slow = [], other = [] } = Object.groupBy(await super.sort(files), ({ moduleId }) =>
      SLOWEST.test(moduleId) ? "slow" : "other",
    );
    return [...slow, ...other];
  }
}

export default defineConfig({
  resolve: { alias },
  test: {
    sequence: { sequencer: SlowestFirst },
    // The list of failed tests shows only the message, which should name the values that differ.
    chaiConfig: { truncateThreshold: 1000 },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...exclude, "**/*.integration.test.ts", "**/*.isolated.test.{ts,tsx}"],
          // The files share their modules, because loading them for each file took most of the time.
          isolate: false,
          // Some load every durable function, or read large files or all sources: seconds on a busy machine.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          // Tests that change the environment or replace modules, which the other files must not see.
          name: "unit-isolated",
          include: ["**/*.isolated.test.{ts,tsx}"],
          exclude,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          ...integration,
          name: "integration",
          include: ["**/*.integration.test.ts"],
          exclude: [...exclude, "**/*.isolated.integration.test.ts"],
          // As for the unit tests. Each file has a database and an environment of its own.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...integration,
          // Tests that replace modules or run durable functions, which the other files must not see.
          name: "integration-isolated",
          include: ["**/*.isolated.integration.test.ts"],
          exclude,
        },
      },
      {
        extends: true,
        test: {
          name: "system",
          include: ["e2e/system/*.system.test.ts"],
          // Each file starts the whole product and mostly waits for it.
          maxWorkers: 3,
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
