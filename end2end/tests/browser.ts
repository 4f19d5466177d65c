/** Whether it is the browser without windows, which has no place for notifications and shapes letters the same on every system. */
export const isWithoutWindows = /headless[-_]shell/.test(process.env.CHROMIUM ?? "");
