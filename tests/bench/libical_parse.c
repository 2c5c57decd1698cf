/* Parses one calendar file with libical and prints how many entries it has and the seconds it took.
 * The clock runs from the text in memory to the parsed components. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

int main(int count, char **arguments)
{
    FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
    if (file == NULL)
        return 1;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = malloc((size_t)size + 1);
    if (text == NULL || fread(text, 1, (size_t)size, file) != (size_t)size)
        return 1;
    text[size] = '\0';
    fclose(file);
    double start = now();
    icalcomponent *calendar = icalparser_parse_string(text);
    double seconds = now() - start;
    if (calendar == NULL)
        return 1;
    printf("%d %.6f\n", icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT), seconds);
    icalcomponent_free(calendar);
    free(text);
    return 0;
}
