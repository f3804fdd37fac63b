import { closeDatabase } from "../client";
import { forgetListeners } from "../live";

/** Ends all connections of this process. Work that a test file left behind may have connected after the file's end. */
export async function disconnect(): Promise<void> {
  await closeDatabase();
  forgetListeners();
}
