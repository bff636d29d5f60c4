import { copyFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { HotelbotError } from "../../errors.ts";
import { buildEngine, engineFlags } from "../pack/engine.ts";
import type { DeployContext } from "./context.ts";
import type { DeployStep } from "./deploy.ts";
import { missingAbilities } from "./preflight.ts";
import type { Release } from "./release.ts";

/**
 * The model is what it should be, and the engine starts on this processor. An older one than the shipped engine is for
 * gets its own, built here where there is a compiler; without one hotelbot works in writing, and health says so.
 */
export function engineStep({ places, host, say }: DeployContext, { engine }: Release): DeployStep {
  const models = join(places.current, "audio", "models");
  const binary = join(places.current, ".build", "whisper", "bin", "whisper-server");
  return {
    title: "speech",
    needed: async () => "check the speech model and the engine",
    async run() {
      const sums = await host.run("sh", [
        "-c",
        'cd "$0" && sha256sum --check --strict --quiet SHA256SUMS',
        models,
      ]);
      if (sums.exit !== 0) {
        throw new HotelbotError("RELEASE_DAMAGED", {
          path: models,
          what: "the speech model has another sha256",
        });
      }
      const missing = missingAbilities(engine.needs);
      const starts = missing.length === 0 && (await host.run(binary, ["--help"])).exit === 0;
      if (starts) return;
      const why =
        missing.length > 0 ? `this processor lacks ${missing.join(", ")}` : "it does not start here";
      if ((await host.run("sh", ["-c", "command -v cmake && command -v g++"])).exit !== 0) {
        say(`the speech engine is left out (${why}): install cmake, make and g++ and deploy again`);
        return;
      }
      say(`the speech engine is built for this machine (${why}): some minutes`);
      const folder = join(places.current, ".build", "whisper-own");
      const built = await buildEngine({
        root: places.current,
        folder,
        flags: engineFlags(process.arch, false),
      });
      await mkdir(join(binary, ".."), { recursive: true });
      await rm(binary, { force: true });
      await copyFile(built, binary);
    },
  };
}
