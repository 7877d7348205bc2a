# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS ffmpeg
COPY scripts/build-ffmpeg.sh ./
RUN ./build-ffmpeg.sh /ffmpeg

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY web/package.json web/
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# The image has no embedded PostgreSQL, so it needs DATABASE_URL.
RUN npm run -s build && npm prune --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends tini \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=ffmpeg /ffmpeg/bin/* /usr/local/bin/
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/migrations migrations
COPY --from=build /app/dist dist
COPY --from=build /app/web/dist/page web/dist/page
RUN ln -s /app/dist/ops.js /usr/local/bin/event-clips \
  && chmod 755 dist/ops.js \
  && install -d -o node -g node /clips
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  PORT=3000 \
  MEDIA_ROOTS=/media \
  CLIPS_DIRECTORY=/clips
USER node
EXPOSE 3000
VOLUME ["/clips"]
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# tini reaps orphaned processes of FFmpeg and forwards signals.
ENTRYPOINT ["tini", "--"]
CMD ["node", "--enable-source-maps", "dist/main.js"]
