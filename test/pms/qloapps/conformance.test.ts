import { startDouble } from "../../support/qloapps/double.ts";
import { describePms } from "../conformance.ts";
import { pmsOn } from "./adapter.ts";

for (const usInstall of [false, true]) {
  describePms(usInstall ? "QloApps as installed in the US" : "QloApps", async () => {
    const double = await startDouble({ usInstall });
    const { pms } = pmsOn(double.url);
    return {
      pms,
      currency: "USD",
      firstDay: "2027-03-01",
      roomType: { id: "luxury", rooms: 5 },
      otherType: { id: "general", rooms: 5 },
      ownNights: "refused",
      async cleanup() {
        await pms.close();
        await double.stop();
      },
    };
  });
}
