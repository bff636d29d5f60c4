/** Right or not, with what was known. */
export interface Observation {
  readonly features: readonly number[];
  readonly right: boolean;
}

/** Weights of the logistic curve through the observations, by Newton's method, held near 0 by `ridge`. */
export function logistic(observations: readonly Observation[], ridge = 1, steps = 30): number[] {
  const size = observations[0]?.features.length ?? 0;
  let weights = Array.from({ length: size }, () => 0);
  for (let step = 0; step < steps; step += 1) {
    const gradient = weights.map((weight) => ridge * weight);
    const curve = weights.map((_, row) => weights.map((__, column) => (row === column ? ridge : 0)));
    for (const { features, right } of observations) {
      const sum = features.reduce((total, value, at) => total + value * (weights[at] ?? 0), 0);
      const chance = 1 / (1 + Math.exp(-sum));
      const slack = chance * (1 - chance);
      for (let row = 0; row < size; row += 1) {
        const value = features[row] ?? 0;
        gradient[row] = (gradient[row] ?? 0) + (chance - (right ? 1 : 0)) * value;
        const line = curve[row] ?? [];
        for (let column = 0; column < size; column += 1)
          line[column] = (line[column] ?? 0) + slack * value * (features[column] ?? 0);
      }
    }
    const move = solve(curve, gradient);
    weights = weights.map((weight, at) => weight - (move[at] ?? 0));
  }
  return weights;
}

/** Gauss with pivots: the `x` for which `matrix · x` is `vector`. */
function solve(matrix: number[][], vector: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, vector[at] ?? 0]);
  const size = rows.length;
  const cell = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(cell(row, column)) > Math.abs(cell(pivot, column))) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot] ?? [], rows[column] ?? []];
    for (let row = 0; row < size; row += 1) {
      const factor = row === column ? 0 : cell(row, column) / cell(column, column);
      if (factor === 0) continue;
      for (let at = column; at <= size; at += 1) {
        const line = rows[row] ?? [];
        line[at] = (line[at] ?? 0) - factor * cell(column, at);
      }
    }
  }
  return rows.map((_, row) => cell(row, size) / cell(row, row));
}
