let address = '';

/** Where browsers reach this server, as it was started; links in messages begin with it unless the settings say otherwise. */
export const startedAt = (url: string): void => {
  address = url.replace(/\/$/, '');
};

export const webAddress = (): string => address;
