// What the system knows of a process (proc_pid_stat(5), proc_pid_status(5)) and of the machine.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import { Problem } from "../budget.d/program.mjs";

const TICKS_A_SECOND = () => Number(execFileSync("getconf", ["CLK_TCK"]));
let ticksASecond;

/** Says so where the system does not tell what a process costs. */
export function needProcFiles() {
  if (!fs.existsSync("/proc/self/stat")) throw new Problem("there is no /proc here, and with it no processor time or memory of a process");
}

/** Processor time so far, in the program and in the system for it. Its grain is a tick, mostly 10 ms. */
export function cpuSeconds(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name, in brackets, may hold anything. After it comes field 3; 14 and 15 are utime and stime.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  ticksASecond ??= TICKS_A_SECOND();
  return (Number(fields[14 - 3]) + Number(fields[15 - 3])) / ticksASecond;
}

/** Resident memory in bytes: now, and at its highest. */
export function memory(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  const bytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)[1]) * 1024;
  return { peak: bytes("VmHWM"), now: bytes("VmRSS") };
}

/** From now on `memory` tells the highest since now (proc_pid_clear_refs(5)). */
export function forgetPeak(pid) {
  fs.writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

/** Memory in bytes of processes that share some of it: what is shared counts once (proc_pid_smaps_rollup, `Pss`). */
export function sharedOut(pids) {
  const pss = (pid) => Number(/^Pss:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))[1]) * 1024;
  return pids.reduce((sum, pid) => sum + pss(pid), 0);
}

/** The processes that `pid` has started. */
export function children(pid) {
  const list = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return list === "" ? [] : list.split(" ").map(Number);
}

/** Figures can be compared only on one machine, and while nothing else keeps it busy. */
export function machine() {
  const cores = os.cpus();
  return {
    model: cores[0]?.model ?? "unknown",
    cores: cores.length,
    memoryBytes: os.totalmem(),
    system: `${os.type()} ${os.release()}`,
    loadAverage: os.loadavg()[0],
  };
}
