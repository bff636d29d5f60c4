import { startDesk } from "./main.js";

await startDesk(document.getElementById("desk"));
