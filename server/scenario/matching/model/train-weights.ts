/** Texts as rows of a sparse matrix, each of length 1, with the position of its label. */
export interface Examples {
  /** The features of row i are those from `starts[i]` to `starts[i + 1]`. */
  starts: Uint32Array;
  features: Uint32Array;
  values: Float32Array;
  labels: Uint16Array;
}

export interface DenseWeights {
  /** The weight of label l for feature f is at `f * labelCount + l`. */
  weights: Float32Array;
  bias: Float32Array;
}

const RATE = 8;
const BIAS_RATE = 0.1;
/** Labels whose value is nearer to the right one than this are not corrected, which saves most of the work. */
const IDLE = 1e-3;

/**
 * Trains a logistic regression for each label against all others, by stochastic gradient descent. The same input always gives the same weights.
 * @param onEpoch Called after each pass over the examples.
 */
export function trainWeights(
  examples: Examples,
  size: { features: number; labels: number; epochs: number },
  onEpoch: () => void,
): DenseWeights {
  const { labels: labelCount, epochs } = size;
  const weights = new Float32Array(size.features * labelCount);
  const bias = new Float32Array(labelCount);
  const order = Uint32Array.from(examples.labels.keys());
  const random = randomNumbers();
  const steps = epochs * order.length;
  const scratch = { values: new Float64Array(labelCount), corrected: new Uint16Array(labelCount) };
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const row of order) {
      correct(examples, row, { weights, bias }, RATE * (1 - step / steps), scratch);
      step += 1;
    }
    onEpoch();
  }
  return { weights, bias };
}

interface Scratch {
  values: Float64Array;
  corrected: Uint16Array;
}

/** Moves the weights of a row's features towards its label, and away from other labels. */
function correct(examples: Examples, row: number, to: DenseWeights, rate: number, scratch: Scratch): void {
  const { values, corrected } = scratch;
  activate(examples, row, to, values);
  const count = corrections(values, corrected, examples.labels[row] ?? 0, rate);
  const { weights, bias } = to;
  const end = examples.starts[row + 1] ?? 0;
  for (let at = examples.starts[row] ?? 0; at < end; at += 1) {
    const from = (examples.features[at] ?? 0) * bias.length;
    const value = examples.values[at] ?? 0;
    for (let i = 0; i < count; i += 1) {
      const label = corrected[i] ?? 0;
      weights[from + label] = (weights[from + label] ?? 0) + value * (values[label] ?? 0);
    }
  }
  for (let i = 0; i < count; i += 1) {
    const label = corrected[i] ?? 0;
    bias[label] = (bias[label] ?? 0) + BIAS_RATE * (values[label] ?? 0);
  }
}

/**
 * Computes the value of each label for a row. Nearly all time of a training is spent here; four features in one pass
 * make it twice as fast as one.
 */
function activate(examples: Examples, row: number, { weights, bias }: DenseWeights, values: Float64Array): void {
  const { starts, features, values: amounts } = examples;
  const width = bias.length;
  values.set(bias);
  let at = starts[row] ?? 0;
  const end = starts[row + 1] ?? 0;
  for (; at + 3 < end; at += 4) {
    const [a, b, c, d] = [amounts[at] ?? 0, amounts[at + 1] ?? 0, amounts[at + 2] ?? 0, amounts[at + 3] ?? 0];
    let fromA = (features[at] ?? 0) * width;
    let fromB = (features[at + 1] ?? 0) * width;
    let fromC = (features[at + 2] ?? 0) * width;
    let fromD = (features[at + 3] ?? 0) * width;
    for (let label = 0; label < width; label += 1) {
      values[label] =
        (values[label] ?? 0) +
        a * (weights[fromA++] ?? 0) +
        b * (weights[fromB++] ?? 0) +
        c * (weights[fromC++] ?? 0) +
        d * (weights[fromD++] ?? 0);
    }
  }
  for (; at < end; at += 1) {
    const from = (features[at] ?? 0) * width;
    const amount = amounts[at] ?? 0;
    for (let label = 0; label < width; label += 1) {
      values[label] = (values[label] ?? 0) + amount * (weights[from + label] ?? 0);
    }
  }
}

/** Replaces the values by corrections, and lists the labels that need one. Returns their number. */
function corrections(values: Float64Array, corrected: Uint16Array, right: number, rate: number): number {
  let count = 0;
  for (let label = 0; label < values.length; label += 1) {
    const excess = 1 / (1 + Math.exp(-(values[label] ?? 0))) - (label === right ? 1 : 0);
    if (Math.abs(excess) < IDLE) continue;
    values[label] = -rate * excess;
    corrected[count] = label;
    count += 1;
  }
  return count;
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const other = Math.floor(random() * (i + 1));
    const value = order[i] ?? 0;
    order[i] = order[other] ?? 0;
    order[other] = value;
  }
}

/** Returns a generator of numbers from 0 to 1 that are the same each time (a linear congruential generator). */
function randomNumbers(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
