/** Whether the system may show notifications of this page; `unsupported` also without a secure connection. */
export type DesktopPermission = NotificationPermission | "unsupported";

export function desktopPermission(): DesktopPermission {
  return typeof Notification === "undefined" ? "unsupported" : Notification.permission;
}

/** Asks the user to allow notifications. Browsers require a click. */
export async function askForDesktop(): Promise<DesktopPermission> {
  return typeof Notification === "undefined" ? "unsupported" : Notification.requestPermission();
}

interface DesktopText {
  title: string;
  body: string;
  /** A later notification with the same tag replaces this one. */
  tag: string;
  onClick: () => void;
}

/** Shows a notification of the system, if the user allows it. Returns whether it was shown. */
export function showDesktop({ title, body, tag, onClick }: DesktopText): boolean {
  if (desktopPermission() !== "granted") return false;
  try {
    const shown = new Notification(title, { body, tag, icon: "/icon.svg" });
    shown.addEventListener("click", () => {
      window.focus();
      shown.close();
      onClick();
    });
    return true;
  } catch {
    // Chrome on Android has no notifications of pages, although it says that they are allowed.
    return false;
  }
}
