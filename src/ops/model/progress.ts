export interface ProgressBar {
  show(received: number, total: number | undefined): void;
  end(): void;
}

interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const WIDTH = 30;

/** A bar redrawn in place on a terminal, and one line each ten per cent elsewhere. Silent unless `wanted`. */
export function progressBar(screen: Screen, wanted: boolean): ProgressBar {
  let last = -1;
  let drawn = false;
  return {
    show: (received, total) => {
      if (!wanted || !total) return;
      const percent = Math.floor((100 * received) / total);
      const step = screen.isTTY ? percent : Math.floor(percent / 10) * 10;
      if (step === last) return;
      last = step;
      screen.write(screen.isTTY ? `\r${barLine(percent, total)}` : `${barLine(step, total)}\n`);
      drawn = screen.isTTY === true;
    },
    end: () => {
      if (drawn) screen.write("\n");
    },
  };
}

function barLine(percent: number, total: number): string {
  const full = Math.round((WIDTH * percent) / 100);
  const bar = "█".repeat(full) + "░".repeat(WIDTH - full);
  return `${bar} ${String(percent).padStart(3)} % of ${(total / 1024 / 1024).toFixed(1)} MB`;
}
