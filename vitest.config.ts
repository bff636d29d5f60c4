import { defineConfig } from "vitest/config";

/** Tests that take minutes or need root are named `*.slow.test.ts` and run by `npm run test:slow`, one at a time. */
const SLOW = "test/**/*.slow.test.ts";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "default",
          include: ["test/**/*.test.ts"],
          exclude: [SLOW],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: "slow",
          include: [SLOW],
          testTimeout: 900_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
