import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { News } from "./news";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The times at which polls become due, in milliseconds from the start. */
async function looks(news: News<string>, count: number): Promise<number[]> {
  const start = performance.now();
  const times: number[] = [];
  while (times.length < count) {
    const next = news.next();
    await vi.advanceTimersToNextTimerAsync();
    if ((await next).isTimeToLook) times.push(Math.round(performance.now() - start));
  }
  return times;
}

describe("News", () => {
  it("returns each announcement once, and waits while there is no announcement", async () => {
    const news = new News<string>(1000, () => true);
    news.add("a");
    news.add("b");
    expect(await news.next()).toEqual({ items: ["a", "b"], isTimeToLook: false });
    const next = news.next();
    news.add("c");
    expect(await next).toEqual({ items: ["c"], isTimeToLook: false });
  });

  it("polls at a fixed interval if announcements can arrive, however many there are", async () => {
    expect(await looks(new News(1000, () => true), 3)).toEqual([1000, 2000, 3000]);
    const busy = new News<string>(1000, () => true);
    const times = [];
    for (let at = 0; at < 2000; at += 400) {
      busy.expectMore();
      const next = busy.next();
      busy.add("a");
      times.push((await next).isTimeToLook);
      vi.advanceTimersByTime(400);
    }
    expect(times).toEqual([false, false, false, true, false]);
  });

  it("polls with short and growing pauses if announcements can't arrive", async () => {
    const times = await looks(new News(1000, () => false), 40);
    expect(times.slice(0, 5)).toEqual([50, 100, 150, 200, 250]);
    const pauses = times.map((time, index) => time - (times[index - 1] ?? 0));
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeLessThanOrEqual(Math.max(50, Math.ceil((times[index - 1] ?? 0) / 4) + 1));
    }
    expect(pauses.at(-1)).toBe(1000);
  });

  it("restarts with short pauses if more changes are expected", async () => {
    const news = new News<string>(1000, () => false);
    await looks(news, 20);
    news.expectMore();
    expect(await looks(news, 2)).toEqual([50, 100]);
  });

  it("waits no longer than requested", async () => {
    const news = new News<string>(1000, () => true);
    const next = news.next({ withinMs: 10 });
    await vi.advanceTimersByTimeAsync(10);
    expect(await next).toEqual({ items: [], isTimeToLook: false });
  });

  it("throws when its signal is aborted, before or during the wait, and leaves no timer", async () => {
    const news = new News<string>(1000, () => true);
    const abort = new AbortController();
    const next = news.next({ signal: abort.signal });
    abort.abort(new Error("closed"));
    await expect(next).rejects.toThrow("closed");
    await expect(news.next({ signal: abort.signal })).rejects.toThrow("closed");
    expect(vi.getTimerCount()).toBe(0);
  });
});
