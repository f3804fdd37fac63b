/** Asks the user to allow notifications of this page; browsers require a click. Returns whether they are allowed. */
export async function askForDesktop(): Promise<NotificationPermission | "unsupported"> {
  return typeof Notification === "undefined" ? "unsupported" : Notification.requestPermission();
}

interface DesktopText {
  title: string;
  body: string;
  /** A later notification with the same tag replaces this one. */
  tag: string;
  onClick: () => void;
}

/** Shows a notification of the system, unless the user no longer allows it. Returns whether this browser can. */
export function showDesktop({ title, body, tag, onClick }: DesktopText): boolean {
  if (typeof Notification === "undefined") return false;
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
