/**
 * Groups small tasks into few statements: tasks that arrive while a statement is running go into the next one. A task
 * starts immediately if no statement is running.
 */
export class Batcher<Item, Result> {
  readonly #work: (items: Item[]) => Promise<Result[]>;
  readonly #largest: number;
  readonly #waiting: { item: Item; done: PromiseWithResolvers<Result> }[] = [];
  #isBusy = false;

  /** `work` returns one result per item, in order. If a batch fails, each of its items is tried alone. */
  constructor(largest: number, work: (items: Item[]) => Promise<Result[]>) {
    this.#largest = largest;
    this.#work = work;
  }

  add(item: Item): Promise<Result> {
    const done = Promise.withResolvers<Result>();
    this.#waiting.push({ item, done });
    if (!this.#isBusy) void this.#drain();
    return done.promise;
  }

  async #drain(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#largest);
      try {
        const results = await this.#work(batch.map(({ item }) => item));
        for (const [index, result] of results.entries()) batch[index]?.done.resolve(result);
      } catch (error) {
        if (batch.length > 1) await Promise.all(batch.map((entry) => this.#tryAlone(entry)));
        else batch[0]?.done.reject(error);
      }
    }
    this.#isBusy = false;
  }

  async #tryAlone({ item, done }: { item: Item; done: PromiseWithResolvers<Result> }): Promise<void> {
    try {
      const [result] = await this.#work([item]);
      if (result !== undefined) done.resolve(result);
    } catch (error) {
      done.reject(error);
    }
  }
}
