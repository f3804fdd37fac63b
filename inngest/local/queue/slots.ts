/** Applies concurrency limits. They are counted in memory, since only the leader starts jobs. */

/** A group of jobs of which at most `limit` run concurrently. */
export interface Group {
  key: string;
  limit: number;
}

interface Grouped {
  groups: Group[];
}

/** Lets jobs enter while none of their groups is full; the others wait in line, first come first served. */
export class Slots<Job extends Grouped> {
  readonly #running = new Map<string, number>();
  readonly #lines = new Map<string, Job[]>();
  #waiting = 0;

  /** The number of jobs that wait in line. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Takes a place in each of the job's groups, or puts the job in the line of the first full group. */
  enter(job: Job): boolean {
    const full = job.groups.find(({ key, limit }) => (this.#running.get(key) ?? 0) >= limit);
    if (full) {
      const line = this.#lines.get(full.key);
      if (line) line.push(job);
      else this.#lines.set(full.key, [job]);
      this.#waiting += 1;
      return false;
    }
    for (const { key } of job.groups) this.#running.set(key, (this.#running.get(key) ?? 0) + 1);
    return true;
  }

  /** Releases the job's places and returns the jobs that have taken them. */
  leave(job: Job): Job[] {
    for (const { key } of job.groups) {
      const left = (this.#running.get(key) ?? 0) - 1;
      if (left > 0) this.#running.set(key, left);
      else this.#running.delete(key);
    }
    return job.groups.flatMap(({ key }) => this.#advance(key));
  }

  /**
   * Lets jobs enter from the head of a line until one does not fit; a job with another full group moves to that line.
   */
  #advance(key: string): Job[] {
    const line = this.#lines.get(key) ?? [];
    const entered: Job[] = [];
    for (let job = line[0]; job && this.#hasRoom(key, job); job = line[0]) {
      line.shift();
      this.#waiting -= 1;
      if (this.enter(job)) entered.push(job);
    }
    if (line.length === 0) this.#lines.delete(key);
    return entered;
  }

  #hasRoom(key: string, job: Job): boolean {
    const limit = job.groups.find((group) => group.key === key)?.limit ?? 0;
    return (this.#running.get(key) ?? 0) < limit;
  }
}
