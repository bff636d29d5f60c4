import { entry } from "./entry.ts";

/** Putting hotelbot on a machine, changing its version, and taking it away. */
export const DEPLOY_ERRORS = {
  DEPLOY_NEEDS_ROOT: entry(2, 403, "This changes the machine, and only root may.", "Run it with sudo."),
  DEPLOY_NOT_RELEASE: entry(
    2,
    409,
    "{path} is no release: it has no release.json.",
    "Make one with npm run pack, install it with sh install.sh --from FILE, and deploy from there.",
  ),
  DEPLOY_PREFLIGHT: entry(
    2,
    409,
    "This machine is not ready: {what}.",
    "See to that first; nothing was changed. hotelbot deploy --dry-run looks again.",
  ),
  DEPLOY_BUSY: entry(
    11,
    409,
    "Another deploy, update or uninstall is under way.",
    "Wait for it, or end it: the next one finishes or undoes what it left.",
  ),
  DEPLOY_NOT_THERE: entry(
    2,
    409,
    "hotelbot is not deployed on this machine.",
    "Put it there with: hotelbot deploy.",
  ),
  DEPLOY_FAILED: entry(
    1,
    500,
    "hotelbot does not start as a service: {what}.",
    "Read its journal (journalctl -u hotelbot -n 50), correct that, and run hotelbot deploy again.",
  ),
  RELEASE_DAMAGED: entry(
    1,
    422,
    "{path} is not the release it should be: {what}.",
    "Copy it here again, with its .sha256 beside it.",
  ),
  UPDATE_SAME: entry(
    2,
    409,
    "Version {version} is in force already.",
    "Name another release: hotelbot update --from FILE.",
  ),
  UPDATE_REFUSED: entry(
    1,
    500,
    "Version {to} does not start on a copy of the data, and {from} goes on unchanged: {what}.",
    "Report it; another release may do.",
  ),
  UPDATE_ROLLED_BACK: entry(
    1,
    500,
    "Version {to} did not work, and {from} serves again with its data: {what}.",
    "Report it; another release may do.",
  ),
  ROLLBACK_NOTHING: entry(
    2,
    404,
    "There is no earlier release to go back to.",
    "Install one with: hotelbot update --from FILE.",
  ),
  ROLLBACK_LOSES: entry(
    2,
    409,
    "Version {to} cannot read today's data: {what}.",
    "Say --confirm {hotel} to go back to the data of before the update too; today's is kept aside.",
  ),
  UNINSTALL_UNCONFIRMED: entry(
    3,
    400,
    "A purge deletes everything of the hotel «{hotel}», and --confirm says «{given}».",
    "Say --confirm {hotel} if that is what you mean; make a backup first.",
  ),
} as const;
