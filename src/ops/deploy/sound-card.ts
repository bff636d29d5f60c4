import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { parseHotel } from "../../config/load.ts";
import { writeFileAtomic } from "../../platform/atomic-file.ts";
import { soundCard } from "../systemd/sound-card.ts";
import type { DeployContext } from "./context.ts";
import type { DeployStep } from "./deploy.ts";
import { service } from "./host.ts";

/** The service may use the sound card where hotel.yaml has a handset on it, and nowhere else. */
export function soundCardStep({ places, host }: DeployContext, config: string | undefined): DeployStep {
  const read = (path: string): Promise<string> => readFile(path, "utf8").catch(() => "");
  async function wanted(): Promise<string> {
    const hotel = parseHotel(config ?? (await read(places.config)), places.config);
    const door = hotel.phone?.door;
    return door?.kind === "soundcard" ? soundCard({ button: door.button !== undefined }) : "";
  }
  return {
    title: "sound card",
    async needed() {
      const [now, then] = [await read(places.soundCard), await wanted()];
      if (now === then) return undefined;
      return then === "" ? `remove ${places.soundCard}` : `write ${places.soundCard}`;
    },
    async run() {
      const text = await wanted();
      if (text === "") await rm(places.soundCard, { force: true });
      else {
        await mkdir(dirname(places.soundCard), { recursive: true });
        await writeFileAtomic(places.soundCard, text, 0o644);
      }
      await service.reload(host);
    },
  };
}
