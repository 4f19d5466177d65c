// A weather service on this machine that answers as Open-Meteo does.
import { once } from "node:events";
import { createServer } from "node:http";

/**
 * Opens one, where it is as warm as `degrees` says whenever somebody asks. Programs with its settings ask there.
 * @param {() => number | Promise<number>} degrees
 */
export async function openSky(degrees) {
  const server = createServer(async (_question, answer) => {
    const time = new Date().toISOString().slice(0, "2023-02-05T15:00".length);
    const body = {
      latitude: 40.710335,
      longitude: -73.99308,
      generationtime_ms: 0.02,
      utc_offset_seconds: 0,
      timezone: "GMT",
      timezone_abbreviation: "GMT",
      elevation: 32,
      current_units: { time: "iso8601", interval: "seconds", temperature_2m: "°C" },
      current: { time, interval: 900, temperature_2m: await degrees() },
    };
    answer.setHeader("content-type", "application/json; charset=utf-8");
    answer.end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const home = `http://127.0.0.1:${port}`;
  return {
    settings: {
      DATELINE_WEATHER_AT: "40.71,-74.01",
      DATELINE_WEATHER_OPEN_METEO_URL: home,
      DATELINE_WEATHER_MET_NORWAY_URL: home,
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
